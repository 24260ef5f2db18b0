import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { createAppContext, type OpenAppContext } from "../../server/app-context.js";
import { type Bootstrapped, bootstrap } from "../../server/config/bootstrap.js";
import { readConfig } from "../../server/config/config.js";
import { writeBackup } from "../../server/features/backup/write-backup.js";
import { syncDueAccounts } from "../../server/features/sync/sync-due-accounts.js";
import { refreshDueTokens } from "../../server/features/tokens/refresh-due-tokens.js";
import { createServer } from "../../server/http/server.js";
import { turnableClock } from "../../server/lib/clock.js";
import { until } from "../support/api-error.js";
import { connectMember } from "../support/connect-member.js";
import { dropDatabase } from "../support/drop-database.js";
import { AS_OPERATOR, ask } from "../support/graphql.js";
import { type RunningSandbox, startSandbox } from "../support/sandbox.js";
import { type Pooler, startPgbouncer } from "./start-pgbouncer.js";

/* Two processes behind a real PgBouncer in transaction mode, from an empty database on. */

describe.each([
  { name: "with DATABASE_DIRECT_URL", isDirect: true },
  { name: "without it", isDirect: false },
])("$name", ({ isDirect }) => {
  const database = `darkroom_pooled_${randomBytes(4).toString("hex")}`;
  const folder = mkdtempSync(join(tmpdir(), "darkroom-pooled-"));
  const directUrl = Object.assign(new URL(inject("adminUrl")), { pathname: `/${database}` }).href;
  const clock = turnableClock();
  let admin: postgres.Sql;
  let pooler: Pooler;
  let sandbox: RunningSandbox;
  let opened: Bootstrapped;
  const servers: { app: OpenAppContext; url: string; close(): Promise<unknown> }[] = [];

  beforeAll(async () => {
    admin = postgres(inject("adminUrl"), { max: 1, onnotice: () => undefined });
    await admin`create database ${admin(database)}`;
    [pooler, sandbox] = await Promise.all([startPgbouncer(directUrl), startSandbox(clock)]);
    opened = await bootstrap(
      readConfig({
        DATABASE_URL: pooler.url,
        ...(isDirect ? { DATABASE_DIRECT_URL: directUrl } : {}),
        DATA_DIR: folder,
        SECRET_KEYS: `k1:${randomBytes(32).toString("base64")}`,
        LOG_LEVEL: "silent",
        PUBLIC_READ: "on",
        OPERATOR_TOKEN: AS_OPERATOR.headers.authorization.slice("Bearer ".length),
        INSTAGRAM_AUTHORIZE_URL: `${sandbox.url}/oauth/authorize`,
        INSTAGRAM_API_URL: sandbox.url,
        INSTAGRAM_GRAPH_URL: sandbox.url,
      }),
      { mayAttach: false },
    );
    const { appId, appSecret } = sandbox.sandbox;
    for (let n = 0; n < 2; n++) {
      const config = { ...opened.config, instagram: { ...opened.config.instagram, appId, appSecret } };
      const app = createAppContext(config, { clock });
      const server = await createServer(app);
      const url = await server.listen({ port: 0, host: "127.0.0.1" });
      servers.push({ app, url, close: () => server.close().then(() => app[Symbol.asyncDispose]()) });
    }
  });
  afterAll(async () => {
    for (const server of servers) await server.close();
    await opened?.[Symbol.asyncDispose]();
    await Promise.all([pooler?.close(), sandbox?.close()]);
    await dropDatabase(admin, database);
    await admin.end();
    rmSync(folder, { recursive: true });
  });
  const first = () => servers[0] as (typeof servers)[number];
  const other = () => servers[1] as (typeof servers)[number];

  test("the pooler is recognised, and the limits of sessions hold behind it", async () => {
    expect(opened.config.databaseUrl.reveal()).toContain("pgbouncer=true");
    expect(opened.notes.join()).toEqual(isDirect ? "" : expect.stringContaining("DATABASE_DIRECT_URL"));
    const sql = postgres(directUrl, { max: 1 });
    const [row] = await sql`select current_setting('statement_timeout') as statement`;
    await sql.end();
    expect(row).toEqual({ statement: "15s" });
  });

  test("accounts are connected, synced, refreshed and read, all at once", async () => {
    const { app, url } = first();
    const ids = await Promise.all(["bakery", "florist"].map((member) => connectMember(app, member)));
    await app.background.settled(60_000);
    clock.advance(40 * 86_400_000);
    const work = ids.flatMap((id) => [
      ask(url, `mutation { syncAccount(accountId: "${id}") { id } }`, AS_OPERATOR),
      ask(other().url, `mutation { refreshToken(accountId: "${id}") { health } }`, AS_OPERATOR),
    ]);
    const reads = Array.from({ length: 60 }, (_, n) =>
      ask(servers[n % 2]?.url ?? "", `{ a${n}: media(first: 5) { id image { url } account { username } } }`),
    );
    for (const { errors } of await Promise.all([...work, ...reads])) expect(errors).toBeUndefined();
  });

  test("a change in one process is seen by the other within a second", async () => {
    const feed = '{ account(username: "bakery") { media(first: 1) { id } } }';
    const id = (await ask(other().url, feed)).data?.account.media[0].id;
    await until(async () => !isDirect || other().app.content.isHearing());
    expect((await ask(other().url, feed)).data?.account.media[0].id).toBe(id);
    const { errors } = await ask(
      first().url,
      `mutation { setMediaHidden(id: "${id}", hidden: true) { id } }`,
      AS_OPERATOR,
    );
    expect(errors).toBeUndefined();
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    expect((await ask(other().url, feed)).data?.account.media[0].id).not.toBe(id);
    await ask(first().url, `mutation { setMediaHidden(id: "${id}", hidden: false) { id } }`, AS_OPERATOR);
  });

  test("both processes work on what is due, and a backup reads all of it in one transaction", async () => {
    clock.advance(40 * 86_400_000);
    const { signal } = new AbortController();
    const done = await Promise.all(
      servers.flatMap(({ app }) => [refreshDueTokens(app, signal), syncDueAccounts(app, signal)]),
    );
    const sums = { done: 0, failed: 0 };
    for (const { doneCount, failedCount } of done) {
      sums.done += doneCount;
      sums.failed += failedCount;
    }
    // Two tokens and two accounts, each by one process.
    expect(sums).toEqual({ done: 4, failed: 0 });
    let lineCount = 0;
    await writeBackup(first().app, async (lines) => {
      lineCount += lines.split("\n").length;
    });
    expect(lineCount).toBeGreaterThan(10);
  });
});
