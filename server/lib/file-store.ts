import type { Readable } from "node:stream";
import type { ByteRange } from "./byte-range.js";

/** Names are never reused: a removal cannot hit newer content. Processes may share one store. */
export interface FileStore {
  scratch(): Promise<string>;
  /** Moves a file from its scratch path into the store, atomically. */
  put(name: string, scratchPath: string): Promise<void>;
  open(name: string, range: ByteRange | null): Promise<StoredBytes | null>;
  size(name: string): Promise<number | null>;
  remove(name: string): Promise<void>;
  /** Unordered. */
  list(): AsyncIterable<StoredFile>;
  cleanUp(before: Date): Promise<void>;
}

export interface StoredBytes {
  body: Readable | Buffer;
}

export interface StoredFile {
  name: string;
  storedAt: Date;
}

export class StoreFullError extends Error {
  override readonly name = "StoreFullError";
}

export class StoreUnwritableError extends Error {
  override readonly name = "StoreUnwritableError";
}

/** Only Darkroom makes names; this is a last safety check. */
export function shardFor(name: string): string {
  if (!/^[0-9a-f]{64}(\.\w{1,20}){1,4}$/.test(name)) throw new Error("this is no name of a kept file");
  return name.slice(0, 2);
}

export type StoreErrorCode = "DISK_FULL" | "NOT_WRITABLE";

export function storeErrorCode(error: unknown): StoreErrorCode | null {
  const code = String((error as NodeJS.ErrnoException | null)?.code);
  if (error instanceof StoreFullError || /^(ENOSPC|EDQUOT)$/.test(code)) return "DISK_FULL";
  if (error instanceof StoreUnwritableError || UNWRITABLE.test(code)) return "NOT_WRITABLE";
  return null;
}

/** Read-only, owned by another user, broken, or not a folder. */
const UNWRITABLE = /^(EROFS|EACCES|EPERM|EIO|ENXIO|ENODEV|ESTALE|ENOTDIR|EEXIST|EISDIR|ELOOP|ENOENT)$/;
