import { join } from "node:path";
import { banner } from "./banner.js";
import { ConfigFaults, readConfig, readEnvironment } from "./config.js";
import { createServer } from "./http/server.js";
import { timetable } from "./jobs.js";
import { systemClock, turnableClock } from "./lib/clock.js";
import { drainOnSignal } from "./lib/drain.js";
import { DataDirInUse } from "./lib/folder-lock.js";
import { type JobRunner, startJobs } from "./lib/job-runner.js";
import { NoEmbeddedPostgres } from "./lib/postgres-binaries.js";
import { connectDemo } from "./oauth/connect-demo.js";
import { type OpenConfig, openConfig } from "./open-config.js";
import { createSandbox } from "./sandbox/create-sandbox.js";
import { sandboxRoutes } from "./sandbox/routes.js";
import { createWorld } from "./world.js";

const DRAIN_MS = 9_500;
/** sysexits.h: EX_TEMPFAIL and EX_CONFIG. */
const EXIT_IN_USE = 75;
const EXIT_CONFIG = 78;

/** Opens everything in order, and closes it in reverse when the process is told to end. */
async function main(): Promise<void> {
  const opened = await openConfig(readConfig(readEnvironment()), { mayJoin: false });
  const stop = await serve(opened).catch(async (error: unknown) => {
    await opened[Symbol.asyncDispose]();
    throw error;
  });
  const close = async () => {
    await stop();
    await opened[Symbol.asyncDispose]();
  };
  drainOnSignal(close, { timeoutMs: DRAIN_MS });
}

async function serve({ config, databaseName }: OpenConfig): Promise<() => Promise<void>> {
  const sandboxClock = config.mode === "sandbox" ? turnableClock() : null;
  const world = createWorld(config, { clock: sandboxClock ?? systemClock });
  const app = await createServer(world);
  if (sandboxClock) {
    const stateFile = join(config.dataDir, "sandbox.json");
    const { appId, appSecret } = config.instagram;
    const sandbox = createSandbox({
      clock: sandboxClock,
      baseUrl: `${config.publicUrl}/sandbox`,
      stateFile,
      appId,
      appSecret,
    });
    await app.register(sandboxRoutes(sandbox), { prefix: "/sandbox" });
  }
  await app.listen({ port: config.port, host: config.host });
  await connectDemo(world);
  const jobs: JobRunner | null = config.jobs ? startJobs(timetable(world), world) : null;
  process.stdout.write(banner(config, databaseName));
  return async () => {
    await Promise.all([app.close(), jobs?.stop()]);
    await world[Symbol.asyncDispose]();
  };
}

/** Says in plain words why the start failed, where a person can mend it. */
function explain(error: unknown): { text: string; exitCode: number } | null {
  if (error instanceof ConfigFaults || error instanceof NoEmbeddedPostgres)
    return { text: error.message, exitCode: EXIT_CONFIG };
  if (error instanceof DataDirInUse) return { text: error.message, exitCode: EXIT_IN_USE };
  if ((error as NodeJS.ErrnoException).code === "EADDRINUSE") {
    const { port } = error as { port?: number };
    const other = (port ?? 4000) + 1;
    return {
      text: `Port ${port} is taken by another program. Choose another one: PORT=${other} npm start`,
      exitCode: EXIT_IN_USE,
    };
  }
  return null;
}

try {
  await main();
} catch (error) {
  const explained = explain(error);
  process.stderr.write(`${explained?.text ?? (error as Error).stack}\n`);
  process.exit(explained?.exitCode ?? 1);
}
