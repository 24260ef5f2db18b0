import { createHash } from "node:crypto";
import { rm, writeFile } from "node:fs/promises";
import type { AppContext } from "../../app-context.js";
import { MINUTE_MS, SECOND_MS } from "../../lib/clock.js";
import { DownloadFailure, download } from "../../lib/download.js";
import { FetchError } from "../../lib/fetch-public-url.js";
import { sharp } from "../../lib/sharp.js";
import { assetRuntime } from "./asset-runtime.js";
import { CopyError } from "./copy-error.js";
import { fetchSource } from "./fetch-source.js";
import { type FileType, fileType } from "./file-type.js";
import { inspectPicture } from "./inspect-picture.js";
import type { NewFile } from "./store-file.js";

const PICTURE_LIMITS = { bytesMax: 20 * 1024 ** 2, timeoutMs: 30 * SECOND_MS };
const VIDEO_LIMITS = { bytesMax: 500 * 1024 ** 2, timeoutMs: 5 * MINUTE_MS };

/**
 * Downloads a signed address and checks it: type by its bytes, size, and that it can be decoded. The result is a
 * scratch file, which the caller stores or removes.
 * @throws {CopyError} and leaves nothing behind
 * @throws {StoreFullError} when the disk is full
 */
export async function fetchOriginal(
  app: AppContext,
  kind: string,
  { source, signal }: { source: string; signal?: AbortSignal | undefined },
): Promise<NewFile> {
  const prefix = kind === "VIDEO" ? "video/" : "image/";
  const limits = kind === "VIDEO" ? VIDEO_LIMITS : PICTURE_LIMITS;
  const path = await app.files.scratch();
  const answer = await fetchSource(app, source, signal ? { signal } : {});
  let type: FileType | null = null;
  const mayBegin = (head: Buffer) => {
    type = fileType(head);
    return type?.startsWith(prefix) ?? false;
  };
  try {
    const { hash, bytes } = await download(answer, { path, mayBegin, ...limits });
    if (!type) throw new CopyError("WRONG_TYPE");
    const facts = kind === "VIDEO" ? UNKNOWN : await assetRuntime(app).scaling.pass(() => inspectPicture(path));
    if (type === AVIF) return { ...(await assetRuntime(app).scaling.pass(() => toJpeg(path))), ...facts };
    return { path, hash, bytes, type, ...facts };
  } catch (error) {
    await rm(path, { force: true }).catch(() => {});
    throw copyFailure(error);
  }
}

/** Read, but not served: not every client supports it. */
const AVIF: FileType = "image/avif";

/** Video frames are not decoded. */
const UNKNOWN = { width: null, height: null, thumbhash: null, palette: [] };

function copyFailure(error: unknown): unknown {
  if (error instanceof DownloadFailure) {
    return new CopyError(error.code === "TOO_LARGE" ? "TOO_LARGE" : "WRONG_TYPE");
  }
  return error instanceof FetchError ? new CopyError("UNAVAILABLE") : error;
}

const ENCODE_S = 20;

/**
 * Replaces a decoded picture of another format with a JPEG.
 * @throws {CopyError} BROKEN
 */
async function toJpeg(path: string): Promise<Pick<NewFile, "path" | "hash" | "bytes" | "type">> {
  const jpeg = await sharp(path)
    .autoOrient()
    .flatten({ background: "white" })
    .jpeg({ quality: 90 })
    .timeout({ seconds: ENCODE_S })
    .toBuffer()
    .catch(() => {
      throw new CopyError("BROKEN");
    });
  await writeFile(path, jpeg);
  return { path, hash: createHash("sha256").update(jpeg).digest("hex"), bytes: jpeg.length, type: "image/jpeg" };
}
