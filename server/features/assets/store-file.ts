import { randomBytes } from "node:crypto";
import { rm } from "node:fs/promises";
import { type AppContext, inTransaction } from "../../app-context.js";
import type { FileRow } from "../../db/schema/assets.js";
import { assetRuntime } from "./asset-runtime.js";
import { insertPendingDeletions, selectFile, upsertFile } from "./store.js";

export interface NewFile extends Omit<FileRow, "name"> {
  path: string;
}

/**
 * Stores bytes once per content. `attach` runs in the transaction that inserts the row and returns whether the file is still
 * needed; if not, nothing is stored.
 *
 * Stores bytes before the row: a crash leaves at most bytes without a row, which `verifyFiles` removes.
 */
export async function storeFile(
  app: AppContext,
  { path, ...file }: NewFile,
  attach: (app: AppContext) => Promise<boolean>,
): Promise<boolean> {
  const known = await selectFile(app.db, file.hash);
  const isThere = known !== null && (await app.files.size(known.name)) === file.bytes;
  const name = isThere ? known.name : newName(file.hash);
  if (isThere) await rm(path, { force: true });
  else await app.files.put(name, path);
  const stored = await inTransaction(app, async (app) => {
    const named = await upsertFile(app.db, { ...file, name }, { instead: isThere ? null : (known?.name ?? null) });
    if (await attach(app)) return named;
    throw new NoLongerNeeded();
  }).catch((error: unknown) => {
    if (error instanceof NoLongerNeeded) return null;
    throw error;
  });
  // Another process stored the same bytes first, or nothing needs them.
  if (!isThere && stored !== name) await insertPendingDeletions(app.db, [name]);
  const { room } = assetRuntime(app);
  if (room && !isThere && stored === name) room.bytes += file.bytes;
  return stored !== null;
}

class NoLongerNeeded extends Error {}

/** Has a random part, so that names are never reused. */
export function newName(hash: string, size?: { width: number; type: string }): string {
  const parts = [hash, ...(size ? [String(size.width), size.type.replace(/^.*\//, "")] : [])];
  return [...parts, randomBytes(8).toString("hex")].join(".");
}
