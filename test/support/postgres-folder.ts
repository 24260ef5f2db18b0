import { existsSync, mkdtempSync, statfsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Linux keeps it in memory. */
const MEMORY = "/dev/shm";
const ROOM_BYTES = 4 * 1024 ** 3;

/**
 * A new folder for a Postgres: in memory where there is room. Each test file copies and drops a database of hundreds of files, and
 * on a disk the kernel searches long for inodes that were not freed lately: a fifth of all processor time.
 */
export function postgresFolder(): string {
  return mkdtempSync(join(hasRoom() ? MEMORY : tmpdir(), "darkroom-test-"));
}

function hasRoom(): boolean {
  if (!existsSync(MEMORY)) return false;
  const { bavail, bsize } = statfsSync(MEMORY);
  return bavail * bsize >= ROOM_BYTES;
}
