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

/** Another live process uses this data folder; nothing was changed. */
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
 * Makes this process the only owner of `dir` (created if absent) and returns the function that releases it.
 *
 * The lock is a kernel lock on an open file: it ends with the process, needs no process id, and has no race.
 * @throws {DataDirInUse} when another process, or this one, already owns it
 */
export async function lockFolder(dir: string): Promise<() => void> {
  // Other users may enter root's folder but not list it, so that the unprivileged Postgres reaches its files.
  mkdirSync(dir, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 });
  const path = join(dir, LOCK_FILE);
  const file = openLocked(path);
  if (file === null) throw new DataDirInUse(dir, await readOwner(path));
  const { uid, gid } = statSync(dir);
  if (process.getuid?.() === 0) fchownSync(file, uid, gid); // Lets the owner start here again without root.
  ftruncateSync(file);
  writeSync(file, `${process.pid}\n`, 0);
  return () => closeSync(file);
}

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

// macOS: O_EXLOCK. Windows: libuv's UV_FS_O_EXLOCK, no sharing. Node passes both on but names neither.
const EXCLUSIVE_WHILE_OPEN = process.platform === "win32" ? 0x10000000 : 0x20 | constants.O_NONBLOCK;
const BUSY = new Set(["EAGAIN", "EWOULDBLOCK", "EBUSY", "EPERM"]);

/** Node cannot call flock(2). The `flock` tool locks the open file that it inherits; this process keeps the lock. */
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

async function readOwner(path: string): Promise<number | null> {
  for (let attempt = 0; attempt < 10; attempt++) {
    try {
      const pid = Number.parseInt(readFileSync(path, "utf8"), 10);
      if (pid > 0) return pid;
    } catch {
      return null; // Windows: an unshared open file is unreadable.
    }
    await sleep(20);
  }
  return null;
}
