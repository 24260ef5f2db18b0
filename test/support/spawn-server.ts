import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { freePort } from "./free-port.js";
import type { RunningSandbox } from "./sandbox.js";
import { OPERATOR_TOKEN } from "./test-app.js";

export interface SpawnedServer {
  url: string;
  process: ChildProcess;
  /** Its exit code and signal. */
  ended: Promise<unknown>;
}

/** The settings of a server on a shared database, with a sandbox for its Instagram, as if it were live. */
export async function liveEnvironment(
  sandbox: RunningSandbox,
  own: { DATA_DIR: string; DATABASE_URL: string; SECRET_KEYS: string },
): Promise<Record<string, string>> {
  return {
    PATH: process.env.PATH ?? "",
    PORT: String(await freePort()),
    INSTAGRAM_APP_ID: sandbox.sandbox.appId,
    INSTAGRAM_APP_SECRET: sandbox.sandbox.appSecret.reveal(),
    INSTAGRAM_AUTHORIZE_URL: `${sandbox.url}/oauth/authorize`,
    INSTAGRAM_API_URL: sandbox.url,
    INSTAGRAM_GRAPH_URL: sandbox.url,
    OPERATOR_TOKEN,
    LOG_LEVEL: "warn",
    ...own,
  };
}

/** A server as people start it. */
export function spawnServer(env: Record<string, string>): SpawnedServer {
  const root = join(import.meta.dirname, "../..");
  const child = spawn(process.execPath, ["scripts/start.cjs", "main"], { cwd: root, env, stdio: "ignore" });
  return { url: `http://localhost:${env.PORT}`, process: child, ended: once(child, "exit") };
}
