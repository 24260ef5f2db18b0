import { spawnSync } from "node:child_process";
import {
  closeSync,
  constants,
  fchownSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readFileSync,
  statSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

/** Another process that is alive serves from this data folder; nothing has been changed. */
export class DataDirInUse extends Error {
  override readonly name = "DataDirInUse";

  constructor(
    readonly dir: string,
    readonly pid: number | null,
  ) {
    const owner = pid === null ? "another process" : `process ${pid}`;
    super(
      `The data folder ${dir} is in use by ${owner}. ` +
        "Stop that server first, or give this one a folder of its own with DATA_DIR (and a PORT of its own).",
    );
  }
}

const LOCK_FILE = "server.lock";

/**
 * Makes this process the only owner of `dir` (made when absent) and returns how to let go of it.
 *
 * It is a lock of the kernel on an open file, not the file itself: it ends with the process however that ends, it does
 * not depend on process ids, and of two that ask at the same instant one gets it.
 *
 * @throws {DataDirInUse} when somebody else, or this process already, owns it
 */
export async function lockFolder(dir: string): Promise<() => void> {
  // Others may pass through root's folder (not list it), so that the unprivileged Postgres reaches its files.
  mkdirSync(dir, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 });
  const path = join(dir, LOCK_FILE);
  const file = openLocked(path);
  if (file === null) throw new DataDirInUse(dir, await readOwner(path));
  const { uid, gid } = statSync(dir);
  if (process.getuid?.() === 0) fchownSync(file, uid, gid); // So that its owner can start here again without root.
  ftruncateSync(file);
  writeSync(file, `${process.pid}\n`, 0);
  return () => closeSync(file);
}

/** The open and locked file, or null when somebody else has locked it. */
function openLocked(path: string): number | null {
  const flags = constants.O_RDWR | constants.O_CREAT;
  if (process.platform === "linux") return flock(openSync(path, flags, 0o600));
  try {
    return openSync(path, flags | EXCLUSIVE_WHILE_OPEN, 0o600);
  } catch (error) {
    if (error instanceof Error && "code" in error && BUSY.has(String(error.code))) return null;
    throw error;
  }
}

// macOS: O_EXLOCK; Windows: libuv's UV_FS_O_EXLOCK, no sharing. Node passes both on but names neither.
const EXCLUSIVE_WHILE_OPEN = process.platform === "win32" ? 0x10000000 : 0x20 | constants.O_NONBLOCK;
const BUSY = new Set(["EAGAIN", "EWOULDBLOCK", "EBUSY", "EPERM"]);

/** Node cannot call flock(2); the tool locks the open file that it inherits from us, and ours it stays. */
function flock(file: number): number | null {
  const { status, stderr, error } = spawnSync("flock", ["-n", "3"], {
    stdio: ["ignore", "ignore", "pipe", file],
    encoding: "utf8",
    timeout: 5_000,
  });
  if (status === 0) return file;
  closeSync(file);
  if (status === 1) return null;
  throw new Error(
    `The data folder cannot be locked (flock, from util-linux: ${error?.message ?? stderr.trim()}). ` +
      "Put DATA_DIR on a local disk, or set DATABASE_URL to a Postgres 15 or newer.",
  );
}

/** Who holds the lock writes its pid into the file a moment later. */
async function readOwner(path: string): Promise<number | null> {
  for (let attempt = 0; attempt < 10; attempt++) {
    try {
      const pid = Number.parseInt(readFileSync(path, "utf8"), 10);
      if (pid > 0) return pid;
    } catch {
      return null; // Windows lets nobody else read a file that is open without sharing.
    }
    await sleep(20);
  }
  return null;
}
