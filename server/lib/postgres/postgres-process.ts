import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { existsSync, readFileSync, statSync } from "node:fs";
import { join, parse } from "node:path";
import { isWorldAccessible, NoEmbeddedPostgres } from "./postgres-binaries.js";

/** Which user runs Postgres, and what ends it together with this process. */
export interface Launcher {
  /** Set for root only: Postgres refuses to run as root. */
  user: { uid: number; gid: number } | null;
  /**
   * A command prefix that lets the kernel end Postgres with this process. Null: not available, a child process watches instead.
   */
  wrapper: [string, ...string[]] | null;
}

export interface PostgresProcess {
  exited: Promise<string>;
  /** Resolves when it accepts connections; rejects when it exits or after 60 s. Crash recovery takes time. */
  ready: Promise<void>;
  /** Rolls back open transactions and exits. After 5 s it is killed: the next start recovers without data loss. */
  stop(): Promise<void>;
}

const NOBODY = 65_534;
const READY_TIMEOUT_MS = 60_000;
const STOP_TIMEOUT_MS = 5_000;

/** Root acts as the files' owner, or as nobody if root owns them. */
export function findLauncher(home: string): Launcher {
  const user = process.getuid?.() === 0 ? ownerOf(home) : null;
  const wrapper: Launcher["wrapper"] = ["setpriv", ...(user ? identity(user, home) : []), "--pdeathsig=INT"];
  const { status } = spawnSync(wrapper[0], [...wrapper.slice(1), "true"], { stdio: "ignore", timeout: 5_000 });
  return { user, wrapper: status === 0 ? wrapper : null };
}

export function runToEnd(launcher: Launcher, command: string[], input = ""): string {
  const [bin = "", ...args] = [...(launcher.wrapper ?? []), ...command];
  const { status, error, stderr } = spawnSync(bin, args, {
    ...spawnOptions(),
    ...(launcher.wrapper === null ? launcher.user : {}),
    input,
    encoding: "utf8",
    timeout: 120_000,
  });
  if (status === 0) return stderr;
  throw new NoEmbeddedPostgres(`${error?.message ?? ""}\n${stderr ?? ""}${hint(stderr ?? "")}`);
}

export function launch(launcher: Launcher, command: string[], ignoredPid: number | null): PostgresProcess {
  const watched = JSON.stringify({ command, user: launcher.user, stopTimeoutMs: STOP_TIMEOUT_MS });
  const [bin, ...args] = launcher.wrapper
    ? [...launcher.wrapper, ...command]
    : [process.execPath, "-e", WATCH, watched];
  const child = spawn(bin as string, args, {
    ...spawnOptions(ignoredPid),
    // Its own process group: Ctrl-C goes only to this process, which stops Postgres last.
    detached: true,
    stdio: [launcher.wrapper ? "ignore" : "pipe", "ignore", "pipe"],
  });
  const { exited, ready } = follow(child);
  const interrupt = () => (launcher.wrapper ? child.kill("SIGINT") : child.stdin?.end());
  return { exited, ready, stop: () => stop(child, exited, interrupt) };
}

/** Postgres checks the process in its lock file, except if it is PG_GRANDPARENT_PID. */
function spawnOptions(ignoredPid: number | null = null) {
  return {
    cwd: parse(process.execPath).root,
    // Not this process's environment: it contains secrets.
    env: { LC_ALL: "C", ...(ignoredPid === null ? {} : { PG_GRANDPARENT_PID: String(ignoredPid) }) },
    windowsHide: true,
  };
}

function follow(child: ChildProcess): Pick<PostgresProcess, "exited" | "ready"> {
  let tail = "";
  const exited = new Promise<string>((resolve) => {
    child.once("error", (error) => resolve(error.message));
    child.once("close", () => resolve(tail));
  });
  const ready = new Promise<void>((resolve, reject) => {
    const fail = (why: string) => reject(new NoEmbeddedPostgres(`${why}${hint(why)}`));
    const timer = setTimeout(() => fail(`not ready within 60 s.\n${tail}`), READY_TIMEOUT_MS);
    child.stderr?.setEncoding("utf8").on("data", (text: string) => {
      tail = (tail + text).slice(-4_000);
      if (!tail.includes("ready to accept connections")) return;
      clearTimeout(timer);
      resolve();
    });
    void exited.then((last) => {
      clearTimeout(timer);
      fail(last);
    });
  });
  return { exited, ready };
}

async function stop(child: ChildProcess, exited: Promise<string>, interrupt: () => unknown): Promise<void> {
  interrupt();
  const timer = setTimeout(() => child.kill("SIGQUIT"), STOP_TIMEOUT_MS);
  await exited;
  clearTimeout(timer);
}

function ownerOf(home: string): { uid: number; gid: number } {
  const files = join(home, "postgres");
  const { uid, gid } = statSync(existsSync(files) ? files : home);
  if (existsSync(files)) return { uid, gid };
  // initdb needs a user with a name; the owner of a mounted folder may have none inside the container.
  const isKnown = new RegExp(`^[^:]*:[^:]*:${uid}:`, "m").test(readFileSync("/etc/passwd", "utf8"));
  return uid !== 0 && isKnown ? { uid, gid } : { uid: NOBODY, gid: NOBODY };
}

/** If a folder above is closed to others, Postgres gets dac_override to enter it, and no other right of root. */
function identity(user: { uid: number; gid: number }, home: string): string[] {
  const passes = isWorldAccessible(home) ? [] : ["--inh-caps=+dac_override", "--ambient-caps=+dac_override"];
  return [`--reuid=${user.uid}`, `--regid=${user.gid}`, "--clear-groups", ...passes];
}

function hint(log: string): string {
  return log.includes("shared librar") ? "\nnpm has not run the package's install script; try `npm rebuild`." : "";
}

// Runs Postgres and ends it when the standard input closes, which this process holds. A text, so that it runs from sources and
// from the build.
const WATCH = `
const { command: [bin, ...args], user, stopTimeoutMs } = JSON.parse(process.argv[1]);
const child = require("node:child_process").spawn(bin, args, { ...user, stdio: ["ignore", "ignore", "inherit"] });
child.once("exit", (code) => process.exit(code ?? 1));
process.stdin.resume().once("close", () => {
  child.kill("SIGINT");
  setTimeout(() => child.kill("SIGQUIT"), stopTimeoutMs);
});
`;
