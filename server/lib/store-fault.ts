import { StoreFull, StoreUnwritable } from "./file-store.js";

/** Why a store accepts no bytes at all. */
export type StoreFault = "DISK_FULL" | "NOT_WRITABLE";

/** The fault of the whole store behind an error; null for other errors. */
export function storeFault(error: unknown): StoreFault | null {
  const code = String((error as NodeJS.ErrnoException | null)?.code);
  if (error instanceof StoreFull || /^(ENOSPC|EDQUOT)$/.test(code)) return "DISK_FULL";
  if (error instanceof StoreUnwritable || UNWRITABLE.test(code)) return "NOT_WRITABLE";
  return null;
}

/** Read-only, owned by another user, broken, or not a folder. */
const UNWRITABLE = /^(EROFS|EACCES|EPERM|EIO|ENXIO|ENODEV|ESTALE|ENOTDIR|EEXIST|EISDIR|ELOOP|ENOENT)$/;
