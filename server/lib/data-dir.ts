import { lstatSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** The message names the entry of DATA_DIR and the reason. */
export class DataDirError extends Error {
  override readonly name = "DataDirError";
}

const WHY: Record<string, string> = {
  EACCES: "this user may not write there. Change the folder's owner, or set DATA_DIR to another folder",
  EPERM: "this user may not write there. Change the folder's owner, or set DATA_DIR to another folder",
  EROFS: "the file system is read-only. Set DATA_DIR to a folder that can be written",
  ENOSPC: "the disk is full. Free some space, or set DATA_DIR to another disk",
  EDQUOT: "this user's quota is used up. Free some space, or set DATA_DIR to another disk",
  EEXIST: "there is a file instead of a folder. Move it away, or set DATA_DIR to a folder",
  ENOTDIR: "there is a file instead of a folder. Move it away, or set DATA_DIR to a folder",
  EISDIR: "there is a folder instead of a file. Move it away",
  ELOOP: "its links form a loop. Set DATA_DIR to a folder",
  ENAMETOOLONG: "its name is too long. Set DATA_DIR to a shorter one",
  ENOENT: "it does not exist. Set DATA_DIR to a folder",
};

/** Folders that the server creates. A file of that name would fail later steps. */
const FOLDERS = ["files", "postgres"];

/**
 * Creates `dir` if missing and writes a test file, so that an unwritable folder fails at the start.
 * @throws {DataDirError}
 */
export function prepareDataDir(dir: string): void {
  explaining(dir, () => {
    mkdirSync(dir, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 });
    const probe = join(dir, `.write-${process.pid}`);
    writeFileSync(probe, "x".repeat(4_096));
    rmSync(probe);
    for (const path of FOLDERS.map((name) => join(dir, name))) {
      const stat = lstatSync(path, { throwIfNoEntry: false });
      if (stat?.isFile())
        throw Object.assign(new Error("not a directory"), { code: "ENOTDIR", syscall: "mkdir", path });
    }
  });
}

export function dataDirError(error: unknown, dir: string): DataDirError | null {
  if (error instanceof DataDirError) return error;
  const { code = "", path, syscall } = error instanceof Error ? (error as NodeJS.ErrnoException) : {};
  const why = WHY[code];
  if (!why || typeof path !== "string" || !(path.startsWith(dir) || dir.startsWith(path))) return null;
  const place = path.startsWith(dir) ? path : dir;
  return new DataDirError(`DATA_DIR ${dir} cannot be written: ${place}: ${why}. (${code}, ${syscall})`);
}

function explaining(dir: string, act: () => void): void {
  try {
    act();
  } catch (error) {
    throw dataDirError(error, dir) ?? error;
  }
}
