import { StoreFull, StoreUnwritable } from "./file-store.js";

/** What keeps a store from taking any bytes. */
export type StoreFault = "DISK_FULL" | "NOT_WRITABLE";

/** Which fault of the whole store an error tells of; null when it is none. */
export function storeFault(error: unknown): StoreFault | null {
  const code = String((error as NodeJS.ErrnoException | null)?.code);
  if (error instanceof StoreFull || /^(ENOSPC|EDQUOT)$/.test(code)) return "DISK_FULL";
  if (error instanceof StoreUnwritable || UNWRITABLE.test(code)) return "NOT_WRITABLE";
  return null;
}

/** Read-only, of somebody else, broken, or no folder at all. */
const UNWRITABLE = /^(EROFS|EACCES|EPERM|EIO|ENXIO|ENODEV|ESTALE|ENOTDIR|EEXIST|EISDIR|ELOOP|ENOENT)$/;
