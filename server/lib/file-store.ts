import type { Readable } from "node:stream";
import type { ByteRange } from "./byte-range.js";

/**
 * A home for bytes, by names that are never used twice: what was once kept never changes, and removing it cannot hit
 * anything newer. Any number of processes may share one.
 */
export interface FileStore {
  /** Where bytes on their way in are written first: a path of this machine that nobody else has. */
  scratch(): Promise<string>;
  /** Takes a file over from its scratch path, where it is gone afterwards: it is stored whole, or not at all. */
  keep(name: string, scratchPath: string): Promise<void>;
  /** Null when there are no such bytes. */
  open(name: string, range: ByteRange | null): Promise<StoredBytes | null>;
  /** How many bytes there are by this name; null when there are none. */
  measure(name: string): Promise<number | null>;
  /** Does nothing when there are none. */
  remove(name: string): Promise<void>;
  /** Everything that is stored, in no order. */
  list(): AsyncIterable<StoredFile>;
  /** Removes what processes that have died left in the scratch before this instant. */
  tidy(before: Date): Promise<void>;
}

export interface StoredBytes {
  /** What the range asks for, else the whole; small ones come as a buffer. */
  body: Readable | Buffer;
}

export interface StoredFile {
  name: string;
  storedAt: Date;
}

/** The store took no bytes because it is full. */
export class StoreFull extends Error {
  override readonly name = "StoreFull";
}

/** The store took no bytes, and would take no others. */
export class StoreUnwritable extends Error {
  override readonly name = "StoreUnwritable";
}

/** Names are made here and nowhere from outside; this is the last look at them. */
export function shardFor(name: string): string {
  if (!/^[0-9a-f]{64}(\.\w{1,20}){1,4}$/.test(name)) throw new Error("this is no name of a kept file");
  return name.slice(0, 2);
}
