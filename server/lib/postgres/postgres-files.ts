import {
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import type { PostgresBinaries } from "./postgres-binaries.js";
import { type Launcher, runToEnd } from "./postgres-process.js";

/** The only role that may log in; owns the database. Not a superuser: it reads no files and runs no programs. */
export const ROLE = "darkroom";

// Sorts by code point as locale C, and also knows upper and lower case beyond ASCII.
const LOCALE = ["--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"];
const WHO_MAY_LOG_IN = `host all ${ROLE} 127.0.0.1/32 scram-sha-256\n`;

export interface PostgresHome {
  home: string;
  files: string;
  binaries: PostgresBinaries;
  launcher: Launcher;
  durable: boolean;
}

/** Under a temporary name, renamed when complete, so that a kill leaves none half made. */
export function makePostgresFiles(place: PostgresHome, password: string): void {
  const { binaries, launcher, files, durable } = place;
  const staged = `${files}.new`;
  rmSync(staged, { recursive: true, force: true });
  mkdirSync(staged, { mode: 0o700 });
  chown(launcher, staged);
  const sync = durable ? [] : ["--no-sync"];
  runToEnd(launcher, [binaries.initdb, "-D", staged, "-U", "postgres", "-A", "reject", ...LOCALE, ...sync]);
  const access = join(staged, "pg_hba.conf");
  writeFileSync(access, WHO_MAY_LOG_IN);
  chown(launcher, access);
  runSingleUser({ ...place, files: staged }, [
    `create role ${ROLE} login createdb password '${password}'`,
    `create database ${ROLE} owner ${ROLE}`,
  ]);
  renameSync(staged, files);
  syncFolder(place.home);
}

export function resetPassword(place: PostgresHome, password: string): void {
  runSingleUser(place, [`alter role ${ROLE} password '${password}'`]);
}

/** Atomically; it is on disk at the return. */
export function writePrivately(path: string, text: string, owner: { uid: number; gid: number } | null): void {
  const part = `${path}.new`;
  rmSync(part, { force: true });
  const file = openSync(part, "wx", 0o600);
  writeFileSync(file, text);
  fsyncSync(file);
  closeSync(file);
  chmodSync(part, 0o600);
  if (owner) chownSync(part, owner.uid, owner.gid);
  renameSync(part, path);
}

/** Runs statements as superuser in Postgres's single-user mode: the superuser cannot log in. */
function runSingleUser({ binaries, launcher, files }: PostgresHome, statements: string[]): void {
  const quiet = ["-c", "log_min_error_statement=panic", "-c", "log_checkpoints=off"];
  const input = statements.map((statement) => `${statement}\n`).join("");
  const complaint = runToEnd(launcher, [binaries.postgres, "--single", "-D", files, ...quiet, "postgres"], input);
  if (/ERROR|FATAL/.test(complaint)) throw new Error(`Postgres refused its first settings: ${complaint}`);
}

function chown({ user }: Launcher, path: string): void {
  if (user) chownSync(path, user.uid, user.gid);
}

/** Without it a power cut could undo the rename, and lose everything written since. */
function syncFolder(path: string): void {
  if (process.platform === "win32" || !existsSync(path)) return;
  const folder = openSync(path, "r");
  fsyncSync(folder);
  closeSync(folder);
}
