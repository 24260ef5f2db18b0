import { setDefaultAutoSelectFamilyAttemptTimeout } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { FastifyInstance } from "fastify";
import { type AppContext, createAppContext } from "./app-context.js";
import { type Bootstrapped, bootstrap } from "./config/bootstrap.js";
import type { AppConfig } from "./config/config.js";
import { type Config, readConfig, readEnvironment } from "./config/config.js";
import { explainStartupError } from "./config/startup-errors.js";
import { databaseSetupError } from "./db/explain-database.js";
import { warnOfModeChange } from "./features/accounts/warn-of-lost-mode.js";
import { connectDemo } from "./features/connect/connect-demo.js";
import { createDemoFeed } from "./features/feeds/demo-feed.js";
import { seedFirstOperator } from "./features/operators/seed-first-operator.js";
import { recordJobRuns } from "./features/status/record-job-runs.js";
import { findUndecryptableTokens, type UndecryptableTokens } from "./features/tokens/find-undecryptable-tokens.js";
import { createLifecycle, drainLifecycle } from "./http/lifecycle.js";
import { createServer } from "./http/server.js";
import { type AdjustableClock, systemClock, turnableClock } from "./lib/clock.js";
import { dataDirError, prepareDataDir } from "./lib/data-dir.js";
import { errorText } from "./lib/describe-error.js";
import { onShutdown } from "./lib/graceful-shutdown.js";
import { startJobs } from "./lib/job-runner.js";
import { routeOutgoing } from "./lib/proxy.js";
import { createSandbox } from "./sandbox/create-sandbox.js";
import { sandboxRoutes } from "./sandbox/routes.js";
import { STATE_FILE } from "./sandbox/state.js";
import { schedule } from "./schedule.js";
import { startupBanner } from "./startup-banner.js";

/** Per address of a called host. Node's 250 ms are too short for distant hosts. */
const FAMILY_ATTEMPT_MS = 2_500;
const BANNER_WAIT_MS = 3_000;
const DRAIN_MS = 9_500;
/** For running requests and jobs; the next start continues the rest. */
const WORK_MS = 8_000;
/** Only idle connections remain after it. */
const CLOSE_TIMEOUT_MS = 200;
/** For statements that did not finish in time. The embedded Postgres has the rest, of which it needs 70 to 400 ms. */
const APP_CLOSE_MS = 800;

async function main(): Promise<void> {
  const closers: (() => PromiseLike<unknown>)[] = [];
  let isClosing = false;
  const close = async () => {
    isClosing = true;
    const failures: unknown[] = [];
    // A failure must not leave the others open: the database closes last.
    for (const closer of closers.reverse()) {
      try {
        await closer();
      } catch (error) {
        failures.push(error);
      }
    }
    if (failures.length > 0) throw failures[0];
  };
  const end = onShutdown(close, { timeoutMs: DRAIN_MS });
  try {
    const { databaseEnded } = await open(closers);
    void databaseEnded.then(() => {
      if (isClosing) return;
      process.stderr.write("The embedded Postgres has stopped and does not start again. Check its disk and memory.\n");
      return end(1);
    });
  } catch (error) {
    await close().catch(() => undefined);
    throw error;
  }
}

async function open(closers: (() => PromiseLike<unknown>)[]): Promise<Bootstrapped> {
  setDefaultAutoSelectFamilyAttemptTimeout(FAMILY_ATTEMPT_MS);
  const settings = readConfig(readEnvironment());
  routeOutgoing(settings.proxy);
  prepareDataDir(settings.dataDir);
  const opened = await bootstrap(settings, { mayAttach: false, reportProgress });
  closers.push(() => opened[Symbol.asyncDispose]());
  const { config, databaseName, notes } = opened;
  const onTerminal = process.stdout.isTTY === true;
  const sandboxClock = config.mode === "sandbox" ? turnableClock() : null;
  const app = createAppContext(config, { clock: sandboxClock ?? systemClock });
  closers.push(() => settleWithin(APP_CLOSE_MS, [app[Symbol.asyncDispose]()]));
  const lostMode = await explaining(config, async () => {
    await app.distribution.look();
    return await warnOfModeChange(app);
  });
  const lifecycle = createLifecycle("starting");
  const server = await createServer(app, lifecycle);
  if (sandboxClock) await mountSandbox(server, config, sandboxClock);
  await server.listen({ port: config.port, host: config.host });
  if (sandboxClock) reportProgress("Preparing the sandbox …");
  const firstOperator = await explaining(config, async () => {
    await createDemoFeed(app, await connectDemo(app));
    return await seedFirstOperator(app, { onTerminal });
  });
  lifecycle.state = "open";
  const jobs = config.jobs ? startJobs(schedule(app), { ...app, onRun: recordJobRuns(app) }) : null;
  closers.push(async () => {
    await settleWithin(WORK_MS, [drainLifecycle(lifecycle), jobs?.stop(), app.background.drain(WORK_MS)]);
    await settleWithin(CLOSE_TIMEOUT_MS, [server.close()]);
  });
  const unopenable = await checkKeys(app);
  // What the first syncs log comes before the banner, which holds the only copy of the password.
  if (onTerminal) await app.background.settled(BANNER_WAIT_MS);
  process.stdout.write(
    startupBanner(config, { databaseName, firstOperator, unopenable, notes: lostMode ? [lostMode, ...notes] : notes }),
  );
  return opened;
}

/** On stderr: stdout belongs to the log and the banner. */
function reportProgress(text: string): void {
  process.stderr.write(`${text}\n`);
}

/** Decrypts a few thousand tokens: enough to detect another or a missing key before accounts fail one by one. */
async function checkKeys(app: AppContext): Promise<UndecryptableTokens> {
  const found = await findUndecryptableTokens(app, { tokensMax: 2_000 });
  const { count, keyIds } = found;
  if (count > 0) app.log.error({ count, keyIds }, "SECRET_KEYS does not open tokens");
  return found;
}

async function explaining<T>({ databaseUrl, dataDir }: AppConfig, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    throw dataDirError(error, dataDir) ?? databaseSetupError(error, databaseUrl) ?? error;
  }
}

async function settleWithin(timeoutMs: number, work: (PromiseLike<unknown> | undefined)[]): Promise<void> {
  await Promise.race([Promise.allSettled(work), sleep(timeoutMs, undefined, { ref: false })]);
}

async function mountSandbox(server: FastifyInstance, config: Config, clock: AdjustableClock): Promise<void> {
  const { appId, appSecret } = config.instagram;
  const baseUrl = `${config.publicUrl}/sandbox`;
  const sandbox = createSandbox({ clock, baseUrl, stateFile: join(config.dataDir, STATE_FILE), appId, appSecret });
  await server.register(sandboxRoutes(sandbox), { prefix: "/sandbox" });
}

try {
  await main();
} catch (error) {
  const { text, exitCode } = explainStartupError(error) ?? { text: errorText(error), exitCode: 1 };
  process.stderr.write(`${text}\n`);
  process.exit(exitCode);
}
