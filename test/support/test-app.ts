import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Logger } from "pino";
import { afterAll, beforeAll, beforeEach, inject } from "vitest";
import { createAppContext, type OpenAppContext } from "../../server/app-context.js";
import { readConfig } from "../../server/config/config.js";
import { storeCounts } from "../../server/features/stats/count-daily.js";
import { createServer } from "../../server/http/server.js";
import { type AdjustableClock, turnableClock } from "../../server/lib/clock.js";
import type { PasswordCost } from "../../server/lib/password.js";
import { Secret } from "../../server/lib/secret.js";
import { connectMember } from "./connect-member.js";
import { createTestDatabase, createTestPostgres, type TestDatabase } from "./database.js";
import { type DatabaseProxy, startDatabaseProxy } from "./database-proxy.js";
import { type RunningSandbox, startSandbox } from "./sandbox.js";
import { sharedPictures } from "./shared-pictures.js";

export const OPERATOR_TOKEN = "operator-token-for-tests-0123456789abcdef";

/** Some milliseconds a password. */
const CHEAP: PasswordCost = { N: 2 ** 10, r: 8, p: 1 };

export interface TestApp {
  app: OpenAppContext;
  /** Turns the server's time and the sandbox's together: they share it. */
  clock: AdjustableClock;
  sandbox: RunningSandbox;
  /** The wire to Postgres: what was asked of it, and a way to cut it. Only with `hasDatabaseProxy`. */
  readonly database: DatabaseProxy;
  /** Connects a member of the sandbox's cast by the real handshake and answers our id of the account. */
  connect(member: string): Promise<string>;
  /** A second process: another app on the same database, made when it is first used. */
  readonly other: OpenAppContext;
  /** Listens on a free port, or on this one, and answers the address. */
  serve(port?: number): Promise<string>;
  close(): Promise<void>;
}

export interface TestAppOptions {
  log?: Logger;
  applicationName?: string;
  listWindow?: number;
  hasOwnPostgres?: boolean;
  /** Instead of a database of the run's Postgres. */
  openPostgres?: () => Promise<TestDatabase>;
  /** Not by default: each statement would pass two more sockets. */
  hasDatabaseProxy?: boolean;
  /** As large as Instagram's, instead of a third of that. */
  hasFullPictures?: boolean;
}

/**
 * One app for all tests of a file: opened before the first hook that follows, closed after all others.
 * With `isReset`, each test begins without accounts and with a fresh sandbox.
 */
export function setUpTestApp(
  settings: Record<string, string> = {},
  { isReset = false, ...options }: TestAppOptions & { isReset?: boolean } = {},
): TestApp {
  let opened: TestApp | undefined;
  beforeAll(async () => {
    opened = await createTestApp(settings, options);
  });
  afterAll(async () => {
    await opened?.close();
    // The module of a test file lives as long as its worker.
    opened = undefined;
  });
  const testApp = new Proxy({} as TestApp, {
    get(_, member: keyof TestApp) {
      if (!opened) throw new Error(`The test app's ${member} is there from the hooks and tests on.`);
      return opened[member];
    },
  });
  if (isReset) beforeEach(() => resetTestApp(testApp));
  return testApp;
}

/** Removes all accounts, the audit log and OAuth states, and restores the sandbox. */
async function resetTestApp({ app, sandbox }: TestApp): Promise<void> {
  await app.sql`truncate accounts, events, oauth_states cascade`;
  await sandbox.control({ reset: true });
}

/** The real app on a database of its own, with the sandbox over HTTP and a clock that the test turns; nothing else is replaced. */
export async function createTestApp(
  settings: Record<string, string> = {},
  {
    hasOwnPostgres = false,
    hasDatabaseProxy = false,
    hasFullPictures = false,
    openPostgres,
    ...overrides
  }: TestAppOptions = {},
): Promise<TestApp> {
  const clock = turnableClock();
  const [sandbox, postgres] = await Promise.all([
    startSandbox(clock, sharedPictures(inject("pictures"), { isFullSize: hasFullPictures })),
    (openPostgres ?? (hasOwnPostgres ? createTestPostgres : createTestDatabase))(),
  ]);
  const proxy = hasDatabaseProxy ? await startDatabaseProxy(postgres.url) : null;
  const { url: databaseUrl } = proxy ?? postgres;
  const dataDir = mkdtempSync(join(tmpdir(), "darkroom-data-"));
  const config = readConfig({
    DATA_DIR: dataDir,
    DATABASE_URL: databaseUrl,
    SECRET_KEYS: `k1:${randomBytes(32).toString("base64")}`,
    PUBLIC_URL: "http://localhost:4000",
    INSTAGRAM_AUTHORIZE_URL: `${sandbox.url}/oauth/authorize`,
    INSTAGRAM_API_URL: sandbox.url,
    INSTAGRAM_GRAPH_URL: sandbox.url,
    OPERATOR_TOKEN,
    // Tests change rows behind the server's back; those of the cache turn it on.
    RESPONSE_CACHE: "off",
    LOG_LEVEL: "silent",
    ...settings,
  });
  const { appId, appSecret } = sandbox.sandbox;
  const app = createAppContext(
    {
      ...config,
      databaseUrl: new Secret(databaseUrl),
      secretKeys: config.secretKeys ?? [],
      instagram: { ...config.instagram, appId, appSecret },
    },
    { clock, passwordCost: CHEAP, ...overrides },
  );
  const closers: (() => Promise<unknown>)[] = [];
  let other: OpenAppContext | undefined;
  return {
    app,
    clock,
    sandbox,
    get database() {
      if (!proxy) throw new Error("The test app was made without hasDatabaseProxy.");
      return proxy;
    },
    async connect(member) {
      const id = await connectMember(app, member);
      // Else they would be added a second later, in the middle of a test.
      await storeCounts(app);
      return id;
    },
    get other() {
      other ??= createAppContext(app.config, { clock });
      return other;
    },
    async serve(port = 0) {
      const server = await createServer(app);
      closers.push(() => {
        const closed = server.close();
        // A connection whose last answer nobody has read would stay for the 72 s of Fastify's keep-alive.
        server.server.closeAllConnections();
        return closed;
      });
      return await server.listen({ port, host: "127.0.0.1" });
    },
    async close() {
      for (const close of closers) await close();
      await Promise.all([app[Symbol.asyncDispose](), other?.[Symbol.asyncDispose]()]);
      await Promise.all([sandbox.close(), proxy?.close()]);
      await postgres.drop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
