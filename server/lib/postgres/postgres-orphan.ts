import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

const PATIENCE_MS = 10_000;

/** Call it only with the folder's lock. Returns the id in the old lock file if another process has it, else null. */
export async function endOrphan(files: string): Promise<number | null> {
  const pid = readPostmasterPid(files);
  if (pid === null || !send(pid, 0)) return null;
  if (!isPostgresOn(pid, files)) return pid;
  for (const signal of ["SIGINT", "SIGQUIT"] as const) {
    send(pid, signal);
    for (let waitedMs = 0; waitedMs < PATIENCE_MS; waitedMs += 50) {
      if (!send(pid, 0)) return null;
      // A zombie, which `kill` would still count as alive.
      if (!isPostgresOn(pid, files)) return pid;
      await sleep(50);
    }
  }
  throw new Error(`An old Postgres, process ${pid}, still works on ${files} and does not stop; end it first.`);
}

export function readPostmasterPid(files: string): number | null {
  const path = join(files, "postmaster.pid");
  const pid = existsSync(path) ? Number.parseInt(readFileSync(path, "utf8"), 10) : 0;
  return pid > 0 ? pid : null;
}

function send(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, signal);
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

/** True if that process was started with these files. False if unknown: Postgres then checks its shared memory itself. */
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
