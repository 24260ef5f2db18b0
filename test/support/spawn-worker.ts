import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import type { TestApp } from "./test-app.js";

/** Starts a script that uses `workerApp` on the test's database, to be killed. Resolves once it has written something. */
export async function spawnWorker(
  { app, sandbox, clock }: TestApp,
  script: string,
  more: Record<string, string>,
): Promise<ChildProcess> {
  const { appId, appSecret } = sandbox.sandbox;
  const env = {
    PATH: process.env.PATH,
    DATABASE_URL: app.config.databaseUrl.reveal(),
    DATA_DIR: app.config.dataDir,
    INSTAGRAM_API_URL: sandbox.url,
    INSTAGRAM_GRAPH_URL: sandbox.url,
    LOG_LEVEL: "silent",
    APP_ID: appId,
    APP_SECRET: appSecret.reveal(),
    CLOCK_OFFSET_MS: String(clock.now().getTime() - Date.now()),
    ...more,
  };
  const child = spawn(process.execPath, ["--import", "tsx", script], { env, stdio: ["ignore", "pipe", "inherit"] });
  await once(child.stdout, "data");
  return child;
}
