import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { rm } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import { FetchError, type FetchResponse } from "./fetch-public-url.js";
import { StoreFullError, StoreUnwritableError, storeErrorCode } from "./file-store.js";

export interface DownloadRequest {
  path: string;
  bytesMax: number;
  timeoutMs: number;
  /** Receives the first bytes, at least 16 if there are that many; false stops the download. */
  mayBegin(head: Buffer): boolean;
}

export interface Downloaded {
  hash: string;
  bytes: number;
}

export class DownloadFailure extends Error {
  override readonly name = "DownloadFailure";

  constructor(readonly code: "TOO_LARGE" | "WRONG_BEGINNING") {
    super(`the download was ended (${code})`);
  }
}

const HEAD_BYTES = 16;

/**
 * Streams a body to a file and hashes it. Removes an incomplete file.
 * @throws {DownloadFailure} for an unwanted body
 * @throws {FetchError} when the connection breaks or times out
 * @throws {StoreFullError} when the disk is full
 * @throws {StoreUnwritableError} when the file cannot be written
 */
export async function download(answer: FetchResponse, request: DownloadRequest): Promise<Downloaded> {
  const promised = Number(answer.headers["content-length"] ?? 0);
  if (promised > request.bytesMax) {
    answer.body.destroy();
    throw new DownloadFailure("TOO_LARGE");
  }
  const done: Downloaded = { hash: "", bytes: 0 };
  const limit = new AbortController();
  const timer = setTimeout(() => limit.abort(), request.timeoutMs);
  try {
    await pipeline(answer.body, (body) => watched(body, request, done), createWriteStream(request.path), {
      signal: limit.signal,
    });
    if (promised > 0 && done.bytes !== promised) throw new FetchError("TRANSPORT");
    return done;
  } catch (error) {
    answer.body.destroy();
    await rm(request.path, { force: true }).catch(() => {});
    if (error instanceof DownloadFailure || error instanceof FetchError) throw error;
    const code = storeErrorCode(error);
    if (code === "DISK_FULL") throw new StoreFullError("the disk is full", { cause: error });
    if (code) throw new StoreUnwritableError("the scratch cannot be written", { cause: error });
    throw new FetchError(limit.signal.aborted ? "TIMEOUT" : "TRANSPORT");
  } finally {
    clearTimeout(timer);
  }
}

async function* watched(
  body: AsyncIterable<Buffer>,
  request: DownloadRequest,
  done: Downloaded,
): AsyncGenerator<Buffer> {
  const sum = createHash("sha256");
  let head: Buffer | null = Buffer.alloc(0);
  for await (const chunk of body) {
    done.bytes += chunk.length;
    if (done.bytes > request.bytesMax) throw new DownloadFailure("TOO_LARGE");
    if (head) {
      head = Buffer.concat([head, chunk]);
      if (head.length >= HEAD_BYTES) {
        if (!request.mayBegin(head)) throw new DownloadFailure("WRONG_BEGINNING");
        head = null;
      }
    }
    sum.update(chunk);
    yield chunk;
  }
  if (head) throw new DownloadFailure("WRONG_BEGINNING");
  done.hash = sum.digest("hex");
}
