import { rm, writeFile } from "node:fs/promises";
import type { Readable } from "node:stream";
import type { AppContext } from "../../app-context.js";
import type { FileRow, RenditionRow } from "../../db/schema/assets.js";
import { HOUR_MS } from "../../lib/clock.js";
import { storeErrorCode } from "../../lib/file-store.js";
import { sharp } from "../../lib/sharp.js";
import { assetRuntime } from "./asset-runtime.js";
import { insertPendingDeletions, insertSize, selectSize, touchSize } from "./store.js";
import { newName } from "./store-file.js";
import { recordStoreError } from "./store-state.js";

const SCALE_S = 20;
const READ_AT_STEP_MS = HOUR_MS;

export interface RenditionRequest {
  file: Pick<FileRow, "hash" | "name">;
  width: number;
  type: "image/webp" | "image/jpeg";
  known: Pick<RenditionRow, "name" | "readAt"> | null;
}

/**
 * A scaled picture: the stored one, or a new one that is then stored. Concurrent callers share the work. Null if the
 * original's bytes are lost.
 * @throws {QueueFullError} when too many renditions wait
 */
export async function getRendition(app: AppContext, input: RenditionRequest): Promise<Buffer | null> {
  const { file, width, type, known } = input;
  const stored = known && (await app.files.open(known.name, null));
  if (!stored) return await assetRuntime(app).once(`${file.hash} ${width} ${type}`, () => makeSize(app, input));
  const now = app.clock.now();
  if (now.getTime() - known.readAt.getTime() >= READ_AT_STEP_MS) {
    // Remembered, it would be touched at each request.
    known.readAt = now;
    app.background.start("touch size", () => touchSize(app.db, known.name, now));
  }
  return await wholeOf(stored.body);
}

async function makeSize(app: AppContext, input: RenditionRequest): Promise<Buffer | null> {
  // It may have been created since the caller's lookup.
  const known = await selectSize(app.db, { hash: input.file.hash, width: input.width, type: input.type });
  const stored = known && known.name !== input.known?.name && (await app.files.open(known.name, null));
  if (stored) return await wholeOf(stored.body);
  const made = await assetRuntime(app).scaling.pass(async () => {
    const original = await app.files.open(input.file.name, null);
    return original && (await scaleDown(await wholeOf(original.body), input));
  });
  if (made) await storeRendition(app, input, made);
  return made;
}

function scaleDown(original: Buffer, { width, type }: RenditionRequest): Promise<Buffer> {
  const scaled = sharp(original).autoOrient().resize({ width, withoutEnlargement: true }).timeout({ seconds: SCALE_S });
  // A picture may be transparent; JPEG has no transparency.
  if (type === "image/jpeg") return scaled.flatten({ background: "white" }).jpeg({ quality: 80 }).toBuffer();
  return scaled.webp({ quality: 80 }).toBuffer();
}

/** A rendition that cannot be stored is served anyway. */
async function storeRendition(
  app: AppContext,
  { file, width, type, known }: RenditionRequest,
  bytes: Buffer,
): Promise<void> {
  const name = newName(file.hash, { width, type });
  let path = "";
  try {
    path = await app.files.scratch();
    await writeFile(path, bytes);
    await app.files.put(name, path);
    const size = { hash: file.hash, width, type, name, bytes: bytes.length, readAt: app.clock.now() };
    const isStored = await insertSize(app.db, size, { instead: known?.name ?? null });
    if (!isStored) return await insertPendingDeletions(app.db, [name]);
    const { room } = assetRuntime(app);
    if (room) room.bytes += bytes.length;
  } catch (error) {
    if (path) await rm(path, { force: true }).catch(() => {});
    const code = storeErrorCode(error);
    if (code) recordStoreError(app, code, error);
    else if (!app.outage.explains(error))
      app.log.warn({ hash: file.hash, width, err: error }, "size made but not kept");
  }
}

async function wholeOf(body: Readable | Buffer): Promise<Buffer> {
  if (Buffer.isBuffer(body)) return body;
  const chunks: Buffer[] = [];
  for await (const chunk of body) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
