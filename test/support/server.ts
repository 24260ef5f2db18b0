import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { expect } from "vitest";
import { freePort } from "./free-port.js";
import { postgresFolder } from "./postgres-folder.js";

export interface ServerProcess {
  url: string;
  child: ChildProcess;
  /** Its exit code and signal. */
  ended: Promise<unknown>;
  /** All that it wrote, once it has ended. */
  said: Promise<string>;
}

/** Servers as people start them, on a free port each and a data folder of their own; `settings` come last. */
export function serverProcesses() {
  const folder = postgresFolder();
  const servers: ServerProcess[] = [];
  const root = join(import.meta.dirname, "../..");
  const launch = async (settings: Record<string, string> = {}): Promise<ServerProcess> => {
    const port = await freePort();
    const { PATH = "" } = process.env;
    const env = { PATH, PORT: String(port), DATA_DIR: join(folder, "data"), LOG_LEVEL: "silent", ...settings };
    const child = spawn(process.execPath, ["scripts/start.cjs", "main"], { cwd: root, env });
    const said = Promise.all([text(child.stdout), text(child.stderr)]).then((parts) => parts.join(""));
    const server = { url: `http://localhost:${port}`, child, ended: once(child, "exit"), said };
    servers.push(server);
    return server;
  };
  return {
    folder,
    launch,
    /** Waits until it can serve. */
    async start(settings?: Record<string, string>): Promise<ServerProcess> {
      const server = await launch(settings);
      const isReady = async () => (await fetch(`${server.url}/readyz`).catch(() => null))?.status === 200;
      await expect.poll(isReady, { timeout: 150_000, interval: 100 }).toBe(true);
      return server;
    },
    async close(): Promise<void> {
      for (const { child } of servers) child.kill("SIGTERM");
      await Promise.all(servers.map(({ ended }) => ended));
      rmSync(folder, { recursive: true });
    },
  };
}
