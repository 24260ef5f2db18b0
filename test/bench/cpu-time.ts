import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";

interface ProcessRow {
  pid: number;
  parent: number;
  name: string;
  cpuMs: number;
}

/** The processor time that a process and all below it have used, in user and system mode; Postgres does not count. */
export function cpuTimeMs(pid: number): number {
  return treeOf(process.platform === "linux" ? fromProc() : fromPs(), pid).reduce((sum, { cpuMs }) => sum + cpuMs, 0);
}

function treeOf(rows: ProcessRow[], pid: number): ProcessRow[] {
  const found = rows.filter((row) => row.pid === pid);
  for (const { pid } of found) found.push(...rows.filter(({ parent, name }) => parent === pid && !isPostgres(name)));
  return found;
}

function isPostgres(name: string): boolean {
  return name.startsWith("postgres");
}

/** Linux counts in hundredths of a second there, whatever its kernel does. */
const TICK_MS = 10;

/** @see proc_pid_stat(5) */
function fromProc(): ProcessRow[] {
  const pids = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  return pids.flatMap((pid) => {
    try {
      return [parseStat(readFileSync(`/proc/${pid}/stat`, "latin1"))];
    } catch {
      return []; // It has ended.
    }
  });
}

/** The name is in brackets and may itself have brackets and blanks. */
export function parseStat(line: string): ProcessRow {
  const end = line.lastIndexOf(")");
  const fields = line.slice(end + 2).split(" ");
  const [parent, user, system] = [fields[1], fields[11], fields[12]].map(Number);
  const cpuMs = ((user ?? 0) + (system ?? 0)) * TICK_MS;
  return { pid: Number.parseInt(line, 10), parent: parent ?? 0, name: line.slice(line.indexOf("(") + 1, end), cpuMs };
}

function fromPs(): ProcessRow[] {
  const lines = execFileSync("ps", ["-A", "-o", "pid=,ppid=,time=,comm="], { encoding: "utf8" }).trim().split("\n");
  return lines.map(parsePsLine);
}

/** The time is `[[days-]hours:]minutes:seconds`, the seconds with a fraction on macOS. */
export function parsePsLine(line: string): ProcessRow {
  const [pid, parent, time = "", ...name] = line.trim().split(/\s+/);
  const [clock = "", days = "0"] = time.split("-").reverse();
  const seconds = clock.split(":").reduce((sum, part) => sum * 60 + Number(part), 0);
  const cpuMs = (Number(days) * 86_400 + seconds) * 1_000;
  return { pid: Number(pid), parent: Number(parent), name: name.join(" ").replace(/^.*\//, ""), cpuMs };
}
