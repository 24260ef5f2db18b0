import { spawnSync } from "node:child_process";
import { cpus } from "node:os";

const SERVER_CORE = 0;
const OTHER_CORE = 1;

let isPinned = false;

/**
 * From now on servers get a core of their own; the load generator and Postgres share another one, so that a server's speed
 * is its own. Returns false if this system cannot: it needs `taskset` and two cores.
 */
export function pinCores(): boolean {
  // All threads of this process; what it starts from now on inherits the core.
  const pinned = () => spawnSync("taskset", ["-acp", String(OTHER_CORE), String(process.pid)]).status === 0;
  isPinned = cpus().length > OTHER_CORE && pinned();
  return isPinned;
}

export function onServerCore(command: string[]): string[] {
  return isPinned ? ["taskset", "-c", String(SERVER_CORE), ...command] : command;
}
