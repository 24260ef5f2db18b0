import { spawn } from "node:child_process";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { UsageError } from "../../server/cli/cli.js";
import { runCommand } from "../../server/cli/run-command.js";
import { Secret } from "../../server/lib/secret.js";
import type { TestApp } from "./test-app.js";

export interface CliOutcome {
  exitCode: number | null;
  stdout: string;
  stderr: string;
  /** What stdout holds as JSON. */
  // biome-ignore lint/suspicious/noExplicitAny: what a command prints is the test's own knowledge.
  json: () => any;
}

const root = join(import.meta.dirname, "../..");

/** Runs a command of the tool here; `secret` is what is typed when it asks for one. */
export async function runCli(env: Record<string, string>, line: string, secret?: string): Promise<CliOutcome> {
  const promptSecret = async (question: string) => {
    if (secret === undefined) throw new UsageError(`${question} is missing.`);
    return new Secret(secret);
  };
  const outcome = await runCommand(line.split(" ").filter(Boolean), { env, promptSecret });
  return { ...outcome, json: () => JSON.parse(outcome.stdout) };
}

/** Runs the whole tool in a process of its own, without a terminal. */
export async function spawnCli(env: Record<string, string>, line: string, stdin = ""): Promise<CliOutcome> {
  const { PATH = "", HOME = "" } = process.env;
  const args = ["scripts/start.cjs", "cli/main", ...line.split(" ")];
  const child = spawn(process.execPath, args, { cwd: root, env: { PATH, HOME, ...env }, timeout: 60_000 });
  child.stdin.on("error", () => undefined); // One that never reads.
  child.stdin.end(stdin);
  const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
  const [stdout, stderr, exitCode] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  return { exitCode, stdout, stderr, json: () => JSON.parse(stdout) };
}

/** The settings that lead the tool to a test's app. */
export function settingsOf({ app }: TestApp): Record<string, string> {
  const { config } = app;
  const { appId, appSecret, authorizeUrl, apiUrl, graphUrl } = config.instagram;
  return {
    DATABASE_URL: config.databaseUrl.reveal(),
    SECRET_KEYS: config.secretKeys.map(({ id, key }) => `${id}:${key.reveal()}`).join(","),
    INSTAGRAM_AUTHORIZE_URL: authorizeUrl,
    INSTAGRAM_API_URL: apiUrl,
    INSTAGRAM_GRAPH_URL: graphUrl,
    ...(config.mode === "live" ? { INSTAGRAM_APP_ID: appId, INSTAGRAM_APP_SECRET: appSecret.reveal() } : {}),
  };
}
