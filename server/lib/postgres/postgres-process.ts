import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { existsSync, readFileSync, statSync } from "node:fs";
import { join, parse } from "node:path";
import { isWorldAccessible, NoEmbeddedPostgres } from "./postgres-binaries.js";

/** As whom Postgres runs, and how it is made to end together with this process. */
export interface Launcher {
  /** Set for root only, whom Postgres refuses. */
  user: { uid: number; gid: number } | null;
  /** A command to put in front, with which the kernel ends Postgres when we end. Null: there is none, so a child of ours watches. */
  wrapper: [string, ...string[]] | null;
}

export interface PostgresProcess {
  /** Fulfilled, with the last it wrote, when it has ended for whatever reason. */
  exited: Promise<string>;
  /** Rejected when it ends or 60 s pass before it takes connections; a recovery after a crash takes its time. */
  ready: Promise<void>;
  /** Rolls back what is open and ends; after 5 s the hard way, which costs a recovery at the next start but no data. */
  stop(): Promise<void>;
}

const NOBODY = 65_534;
const READY_TIMEOUT_MS = 60_000;
const STOP_TIMEOUT_MS = 5_000;

/** Root works for the owner of the files; for those that are its own, as nobody. */
export function findLauncher(home: string): Launcher {
  const user = process.getuid?.() === 0 ? ownerOf(home) : null;
  const wrapper: Launcher["wrapper"] = ["setpriv", ...(user ? identity(user, home) : []), "--pdeathsig=INT"];
  const { status } = spawnSync(wrapper[0], [...wrapper.slice(1), "true"], { stdio: "ignore", timeout: 5_000 });
  return { user, wrapper: status === 0 ? wrapper : null };
}

/** Runs a command of Postgres to its end and returns what it complained about. */
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

/** Starts the server itself. `ignoredPid`: a process that is not Postgres, though an old lock file names its id. */
export function launch(launcher: Launcher, command: string[], ignoredPid: number | null): PostgresProcess {
  const watched = JSON.stringify({ command, user: launcher.user, stopTimeoutMs: STOP_TIMEOUT_MS });
  const [bin, ...args] = launcher.wrapper
    ? [...launcher.wrapper, ...command]
    : [process.execPath, "-e", WATCH, watched];
  const child = spawn(bin as string, args, {
    ...spawnOptions(ignoredPid),
    // A group of its own: Ctrl-C at a terminal is for us; Postgres ends when we have finished with it.
    detached: true,
    stdio: [launcher.wrapper ? "ignore" : "pipe", "ignore", "pipe"],
  });
  const { exited, ready } = follow(child);
  const interrupt = () => (launcher.wrapper ? child.kill("SIGINT") : child.stdin?.end());
  return { exited, ready, stop: () => stop(child, exited, interrupt) };
}

/** Postgres' own lock file names a process; told that this one is its grandparent, it knows that it is no server. */
function spawnOptions(ignoredPid: number | null = null) {
  return {
    cwd: parse(process.execPath).root,
    // None of our settings: they hold secrets.
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
  // initdb refuses a user without a name, such as the one outside a container whose folder is mounted inside.
  const isKnown = new RegExp(`^[^:]*:[^:]*:${uid}:`, "m").test(readFileSync("/etc/passwd", "utf8"));
  return uid !== 0 && isKnown ? { uid, gid } : { uid: NOBODY, gid: NOBODY };
}

/** Where a folder above is closed to others, Postgres may pass all the same: dac_override, and nothing else of root's. */
function identity(user: { uid: number; gid: number }, home: string): string[] {
  const passes = isWorldAccessible(home) ? [] : ["--inh-caps=+dac_override", "--ambient-caps=+dac_override"];
  return [`--reuid=${user.uid}`, `--regid=${user.gid}`, "--clear-groups", ...passes];
}

function hint(log: string): string {
  return log.includes("shared librar") ? "\nnpm has not run the package's install script; try `npm rebuild`." : "";
}

// Runs Postgres and ends it when its standard input, whose other end we hold, is closed. Text, since it must run as well
// from the sources as from the build.
const WATCH = `
const { command: [bin, ...args], user, stopTimeoutMs } = JSON.parse(process.argv[1]);
const child = require("node:child_process").spawn(bin, args, { ...user, stdio: ["ignore", "ignore", "inherit"] });
child.once("exit", (code) => process.exit(code ?? 1));
process.stdin.resume().once("close", () => {
  child.kill("SIGINT");
  setTimeout(() => child.kill("SIGQUIT"), stopTimeoutMs);
});
`;
