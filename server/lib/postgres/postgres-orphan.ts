import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

const PATIENCE_MS = 10_000;

/**
 * Ends a Postgres that has outlived its owner; call it only while the folder's lock is held.
 *
 * Returns the id in the old lock file when it now belongs to some other process (ids are used again, above all in
 * containers), else null.
 */
export async function endOrphan(files: string): Promise<number | null> {
  const pid = readPostmasterPid(files);
  if (pid === null || !send(pid, 0)) return null;
  if (!isPostgresOn(pid, files)) return pid;
  for (const signal of ["SIGINT", "SIGQUIT"] as const) {
    send(pid, signal);
    for (let waitedMs = 0; waitedMs < PATIENCE_MS; waitedMs += 50) {
      if (!send(pid, 0)) return null;
      // Dead, but nobody has collected it: what is left of it would still count as alive.
      if (!isPostgresOn(pid, files)) return pid;
      await sleep(50);
    }
  }
  throw new Error(`An old Postgres, process ${pid}, still works on ${files} and does not stop; end it first.`);
}

/** What Postgres itself keeps in its folder while it runs. */
export function readPostmasterPid(files: string): number | null {
  const path = join(files, "postmaster.pid");
  const pid = existsSync(path) ? Number.parseInt(readFileSync(path, "utf8"), 10) : 0;
  return pid > 0 ? pid : null;
}

/** Whether there was a process to send to; 0 only asks. */
function send(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, signal);
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

/** Whether that process was started with these files; unknown counts as no, and Postgres' own check of its memory remains. */
function isPostgresOn(pid: number, files: string): boolean {
  if (process.platform !== "linux") {
    return spawnSync("ps", ["-o", "command=", "-p", `${pid}`], { encoding: "utf8" }).stdout?.includes(files) ?? false;
  }
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0").includes(files);
  } catch {
    return false; // It has ended in between.
  }
}
