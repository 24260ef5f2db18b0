import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres from "postgres";
import type { OpenAppContext } from "../../server/app-context.js";
import { finishConnect } from "../../server/features/connect/finish-connect.js";
import { browserInitiator } from "../../server/features/connect/initiator.js";
import { startConnect } from "../../server/features/connect/start-connect.js";
import { type AdjustableClock, turnableClock } from "../../server/lib/clock.js";
import { ANONYMOUS } from "../../server/viewer.js";
import { consent } from "../support/connect-member.js";
import { type RunningSandbox, startSandbox } from "../support/sandbox.js";
import { openAppOf } from "./open-app.js";

/** A server, its database and its Instagram, whose clocks are turned together and whose process can end and begin anew. */
export interface MonthsApp {
  clock: AdjustableClock;
  sandbox: RunningSandbox;
  /** What looks at the database from outside; its `now()` is turned too. */
  sql: postgres.Sql;
  /** The process of the moment. */
  app(): OpenAppContext;
  /** Turns the server's time, Instagram's and the database's together. */
  turn(ms: number): Promise<void>;
  /** Ends the process in order and opens the next one on the same database. */
  restart(): Promise<void>;
  /** What a process of its own needs in its environment to be one more on this database, at this time. */
  environment(): Record<string, string>;
  /** Connects an account of the sandbox by the real handshake and answers our id of it. */
  connect(member: string): Promise<string>;
  close(): Promise<void>;
}

/** Opens it on a migrated database of its own. */
export async function openMonths(databaseUrl: string, settings: Record<string, string>): Promise<MonthsApp> {
  const clock = turnableClock();
  const sandbox = await startSandbox(clock);
  const dataDir = mkdtempSync(join(tmpdir(), "darkroom-months-"));
  await giveOwnClock(databaseUrl);
  const sql = postgres(databaseUrl, { max: 1, onnotice: () => undefined });
  const env: Record<string, string> = {
    DATA_DIR: dataDir,
    DATABASE_URL: databaseUrl,
    SECRET_KEYS: `k1:${randomBytes(32).toString("base64")}`,
    PUBLIC_URL: "http://localhost:4000",
    INSTAGRAM_AUTHORIZE_URL: `${sandbox.url}/oauth/authorize`,
    INSTAGRAM_API_URL: sandbox.url,
    INSTAGRAM_GRAPH_URL: sandbox.url,
    JOBS: "off",
    LOG_LEVEL: "silent",
    ...settings,
  };
  const { appId, appSecret } = sandbox.sandbox;
  let turnedMs = 0;
  let app = openAppOf({ ...env, APP_ID: appId, APP_SECRET: appSecret.reveal() }, clock);
  const months: MonthsApp = {
    clock,
    sandbox,
    sql,
    app: () => app,
    async turn(ms) {
      await sql`update clock.turned set by = by + ${ms}::float8 * interval '1 millisecond'`;
      clock.advance(ms);
      turnedMs += ms;
    },
    async restart() {
      await app[Symbol.asyncDispose]();
      app = openAppOf({ ...env, APP_ID: appId, APP_SECRET: appSecret.reveal() }, clock);
    },
    environment: () => ({
      ...env,
      APP_ID: appId,
      APP_SECRET: appSecret.reveal(),
      CLOCK_OFFSET_MS: String(turnedMs),
    }),
    connect: (member) => connectMember(app, member),
    async close() {
      await app[Symbol.asyncDispose]();
      await sql.end({ timeout: 5 });
      await sandbox.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
  return months;
}

/**
 * Leases go by the database's time, so that must be turned too: whoever connects from now on finds a `now()` of this
 * database's own before Postgres's.
 */
async function giveOwnClock(databaseUrl: string): Promise<void> {
  const sql = postgres(databaseUrl, { max: 1, onnotice: () => undefined });
  await sql.unsafe(`
    create schema clock;
    create table clock.turned (by interval not null);
    insert into clock.turned values ('0');
    create function clock.now() returns timestamptz language sql stable as
      'select pg_catalog.now() + by from clock.turned';
    alter database "${new URL(databaseUrl).pathname.slice(1)}" set search_path = clock, pg_catalog, public`);
  await sql.end({ timeout: 5 });
}

async function connectMember(app: OpenAppContext, member: string): Promise<string> {
  const redirectUri = app.config.redirectUris[0] ?? "";
  const caller = browserInitiator("test");
  const { authorizeUrl, state } = await startConnect(app, { viewer: ANONYMOUS, caller, redirectUri });
  const code = await consent(authorizeUrl, member);
  return await finishConnect(app, { viewer: ANONYMOUS, caller, redirectUri, code, state });
}
