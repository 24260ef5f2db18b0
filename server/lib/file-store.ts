import type { Readable } from "node:stream";
import type { ByteRange } from "./byte-range.js";

/**
 * Stores bytes under names that are never reused: content never changes, and a removal cannot hit newer content. Several
 * processes may share one store.
 */
export interface FileStore {
  /** A private path on this machine for incoming bytes. */
  scratch(): Promise<string>;
  /** Moves a file from its scratch path into the store, atomically. */
  put(name: string, scratchPath: string): Promise<void>;
  open(name: string, range: ByteRange | null): Promise<StoredBytes | null>;
  size(name: string): Promise<number | null>;
  remove(name: string): Promise<void>;
  list(): AsyncIterable<StoredFile>;
  /** Removes scratch files of dead processes, older than this instant. */
  cleanUp(before: Date): Promise<void>;
}

export interface StoredBytes {
  /** The range, or the whole; small bodies are a buffer. */
  body: Readable | Buffer;
}

export interface StoredFile {
  name: string;
  storedAt: Date;
}

export class StoreFull extends Error {
  override readonly name = "StoreFull";
}

/** The store accepts no bytes at all. */
export class StoreUnwritable extends Error {
  override readonly name = "StoreUnwritable";
}

export function shardFor(name: string): string {
  if (!/^[0-9a-f]{64}(\.\w{1,20}){1,4}$/.test(name)) throw new Error("this is no name of a kept file");
  return name.slice(0, 2);
}

/** Why a store accepts no bytes at all. */
export type StoreFault = "DISK_FULL" | "NOT_WRITABLE";

/** Null for other errors. */
export function storeFault(error: unknown): StoreFault | null {
  const code = String((error as NodeJS.ErrnoException | null)?.code);
  if (error instanceof StoreFull || /^(ENOSPC|EDQUOT)$/.test(code)) return "DISK_FULL";
  if (error instanceof StoreUnwritable || UNWRITABLE.test(code)) return "NOT_WRITABLE";
  return null;
}

/** Read-only, owned by another user, broken, or not a folder. */
const UNWRITABLE = /^(EROFS|EACCES|EPERM|EIO|ENXIO|ENODEV|ESTALE|ENOTDIR|EEXIST|EISDIR|ELOOP|ENOENT)$/;
