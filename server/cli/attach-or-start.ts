import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pino from "pino";
import { type AppContext, createAppContext } from "../app-context.js";
import { type Bootstrapped, bootstrap } from "../config/bootstrap.js";
import { type Config, readConfig } from "../config/config.js";
import { type Clock, systemClock, turnableClock } from "../lib/clock.js";
import { DataDirInUse } from "../lib/folder-lock.js";
import { createLog } from "../lib/log.js";
import { routeOutgoing } from "../lib/proxy.js";
import { readStateFile, STATE_FILE } from "../sandbox/state.js";

const JOIN_ATTEMPTS_MAX = 20;
const JOIN_WAIT_MS = 500;
const CLI_NAME = "darkroom-cli";

export interface AttachedApp extends AsyncDisposable {
  app: AppContext;
  opened: Bootstrapped;
}

/**
 * The app of the settings. Beside a running server it uses that server's embedded Postgres; a starting server has 10 s.
 * Without a server it starts Postgres for this command. The sandbox's clock keeps its last setting.
 * @throws {ConfigError} for wrong settings
 * @throws {DataDirInUse} when another server's Postgres in the folder cannot be reached
 */
export async function attachOrStart(env: Record<string, string | undefined>): Promise<AttachedApp> {
  const config = readConfig(env);
  routeOutgoing(config.proxy);
  const opened = await openPatiently(config);
  // On stderr: stdout is for the result. Jobs are the server's.
  const level = config.logLevel === "info" ? "warn" : config.logLevel;
  const log = createLog({ level }, pino.destination({ dest: 2, sync: true }));
  const app = createAppContext(
    { ...opened.config, jobs: false },
    { log, clock: clockOf(config), applicationName: CLI_NAME },
  );
  await app.distribution.look();
  return {
    app,
    opened,
    async [Symbol.asyncDispose]() {
      await app[Symbol.asyncDispose]();
      await opened[Symbol.asyncDispose]();
    },
  };
}

function clockOf({ mode, dataDir }: Config): Clock {
  if (mode === "live") return systemClock;
  return turnableClock(readStateFile(join(dataDir, STATE_FILE))?.clockOffsetMs);
}

async function openPatiently(config: Config): Promise<Bootstrapped> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await bootstrap(config, { mayAttach: true });
    } catch (error) {
      if (!(error instanceof DataDirInUse) || attempt === JOIN_ATTEMPTS_MAX) throw error;
      await sleep(JOIN_WAIT_MS);
    }
  }
}
