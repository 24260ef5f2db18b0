import { type ChildProcess, type StdioOptions, spawn } from "node:child_process";
import { once } from "node:events";
import { openSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { freePort } from "../support/free-port.js";
import { onServerCore } from "./cores.js";

/** One server in a process of its own. */
export interface Contender {
  port: number;
  pid: number;
  stop(): Promise<void>;
}

/** A contender that tells its use of processor and memory itself. */
export interface ReportingContender extends Contender {
  usage(): Promise<Usage>;
}

/** What a process has used so far. */
export interface Usage {
  cpuUs: number;
  /** The most memory that it ever had. */
  peakBytes: number;
}

const START_TIMEOUT_MS = 60_000;
const STARTED_CHECK_MS = 100;
const PROJECT = join(import.meta.dirname, "../..");

/** One of `contenders/`. */
export async function startContender(name: string, input: unknown): Promise<ReportingContender> {
  const file = join(import.meta.dirname, "contenders", `${name}.ts`);
  const { child, ...contender } = await startProgram({ args: ["--import", "tsx", file] }, input);
  return { ...contender, usage: () => usageOf(child) };
}

export interface Program {
  /** Node itself; by default the one that runs the bench. */
  node?: string;
  args: string[];
}

/** A program that tells its port as `report()` does. */
export async function startProgram(
  { node = process.execPath, args }: Program,
  input: unknown,
): Promise<Contender & { child: ChildProcess }> {
  const child = spawnOnServerCore([node, ...args], environment(input), ["ignore", "ignore", "inherit", "ipc"]);
  const port = await portOf(child, args.at(-1) ?? "");
  return { port, pid: child.pid ?? 0, child, stop: () => ended(child, () => child.disconnect()) };
}

/** This server as `npm start` runs it, with its log in a file. */
export async function startDarkroom(settings: Record<string, string>, logFile: string): Promise<Contender> {
  const port = await freePort();
  const env = { PATH: process.env.PATH ?? "", NODE_ENV: "production", ...settings, PORT: String(port) };
  const log = openSync(logFile, "w");
  const command = [process.execPath, join(PROJECT, "scripts/start.cjs"), "main"];
  const child = spawnOnServerCore(command, env, ["ignore", log, "inherit"]);
  const untilMs = performance.now() + START_TIMEOUT_MS;
  while (!(await isReady(port))) {
    if (child.exitCode !== null || performance.now() > untilMs)
      throw new Error(`Darkroom did not start; see ${logFile}`);
    await sleep(STARTED_CHECK_MS);
  }
  return { port, pid: child.pid ?? 0, stop: () => ended(child, () => child.kill("SIGTERM")) };
}

function spawnOnServerCore(
  [program = "", ...args]: string[],
  env: NodeJS.ProcessEnv,
  stdio: StdioOptions,
): ChildProcess {
  const [command = "", ...rest] = onServerCore([program, ...args]);
  return spawn(command, rest, { cwd: PROJECT, env, stdio });
}

function environment(input: unknown): NodeJS.ProcessEnv {
  return { ...process.env, NODE_ENV: "production", GRAPHILE_ENV: "production", BENCH: JSON.stringify(input) };
}

async function portOf(child: ChildProcess, name: string): Promise<number> {
  const messages = once(child, "message") as Promise<[{ port: number }]>;
  const first = await Promise.race([messages, once(child, "exit").then(() => null)]);
  if (!first) throw new Error(`${name} did not start`);
  return first[0].port;
}

async function ended(child: ChildProcess, end: () => void): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, "exit");
  end();
  await exit;
}

async function isReady(port: number): Promise<boolean> {
  return await fetch(`http://127.0.0.1:${port}/readyz`).then(
    ({ ok }) => ok,
    () => false,
  );
}

async function usageOf(child: ChildProcess): Promise<Usage> {
  child.send("usage");
  const [answer] = (await once(child, "message")) as [Usage];
  return answer;
}
