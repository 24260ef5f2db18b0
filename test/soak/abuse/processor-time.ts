import { readdirSync, readFileSync } from "node:fs";
import { availableParallelism } from "node:os";

/** Whose time is measured: the process alone, or with all that it has begun. */
export interface Measured {
  pid: number;
  withChildren?: boolean;
}

/** Linux counts in hundredths of a second. */
const TICKS_A_SECOND = 100;

/**
 * From now on measures how many of the machine's processors each takes on average. `others` is what runs beside the soak:
 * where it is much, the soak says little of the server. Empty where there is no `/proc`.
 */
export function measureProcessors(of: Record<string, Measured>): () => Record<string, number> {
  const beganMs = performance.now();
  const before = ticksOf(of);
  return () => {
    const after = ticksOf(of);
    const seconds = (performance.now() - beganMs) / 1_000;
    if (!before || !after) return {};
    const used = Object.keys(after).map((name) => [name, (after[name] ?? 0) - (before[name] ?? 0)] as const);
    const shares = Object.fromEntries(used.map(([name, jobRuns]) => [name, share(jobRuns, seconds)]));
    const known = Object.keys(of).reduce((sum, name) => sum + (shares[name] ?? 0), 0);
    const { machine = 0, ...rest } = shares;
    return { cores: availableParallelism(), ...rest, others: Math.max(0, Math.round((machine - known) * 100) / 100) };
  };
}

function share(jobRuns: number, seconds: number): number {
  return Math.round((jobRuns / TICKS_A_SECOND / seconds) * 100) / 100;
}

function ticksOf(of: Record<string, Measured>): Record<string, number> | null {
  try {
    const [, ...counts] = readFileSync("/proc/stat", "utf8").split("\n")[0]?.split(/\s+/).map(Number) ?? [];
    const [user = 0, nice = 0, system = 0, , , irq = 0, softIrq = 0] = counts;
    const own = Object.entries(of).map(([name, measured]) => [name, processTicks(measured)]);
    return { ...Object.fromEntries(own), machine: user + nice + system + irq + softIrq };
  } catch {
    return null;
  }
}

/** Its own, and of those it began that have ended as much as those that have not. */
function processTicks({ pid, withChildren }: Measured): number {
  const { own, ended } = statOf(pid);
  if (!withChildren) return own;
  const pids = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  const children = pids.map((child) => statOf(Number(child))).filter(({ parent }) => parent === pid);
  return children.reduce((sum, child) => sum + child.own, own + ended);
}

/** Fields 4 and 14 to 17 of `/proc/PID/stat`; a process that has ended took nothing. */
function statOf(pid: number): { parent: number; own: number; ended: number } {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "utf8");
    const fields = text
      .slice(text.lastIndexOf(")") + 2)
      .split(" ")
      .map(Number);
    const at = (place: number) => fields[place - 3] ?? 0;
    return { parent: at(4), own: at(14) + at(15), ended: at(16) + at(17) };
  } catch {
    return { parent: 0, own: 0, ended: 0 };
  }
}

/** The process that began another one. */
export function parentOf(pid: number): number {
  return statOf(pid).parent;
}
