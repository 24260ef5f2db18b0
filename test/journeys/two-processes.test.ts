import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres from "postgres";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { turnableClock } from "../../server/lib/clock.js";
import { createTestDatabase, type TestDatabase } from "../support/database.js";
import { AS_OPERATOR, ask } from "../support/graphql.js";
import { type RunningSandbox, startSandbox } from "../support/sandbox.js";
import { sharedPictures } from "../support/shared-pictures.js";
import { liveEnvironment, type SpawnedServer, spawnServer } from "../support/spawn-server.js";
import { createWebVisitor } from "../support/web-visitor.js";

const dir = mkdtempSync(join(tmpdir(), "darkroom-two-"));
const secretKeys = `k1:${randomBytes(32).toString("base64")}`;
const servers: SpawnedServer[] = [];
let sandbox: RunningSandbox;
let database: TestDatabase;
let sql: postgres.Sql;

beforeAll(async () => {
  [sandbox, database] = await Promise.all([
    startSandbox(turnableClock(), sharedPictures(inject("pictures"))),
    createTestDatabase(),
  ]);
  sql = postgres(database.url, { max: 1 });
});
afterAll(async () => {
  for (const server of servers) server.process.kill("SIGKILL");
  await Promise.all(servers.map(({ ended }) => ended));
  await Promise.all([sandbox.close(), sql.end()]);
  await database.drop();
  rmSync(dir, { recursive: true });
});

async function start(name: string): Promise<SpawnedServer> {
  const own = { DATA_DIR: join(dir, name), DATABASE_URL: database.url, SECRET_KEYS: secretKeys };
  const env = { ...(await liveEnvironment(sandbox, own)), OPEN_CONNECT: "on", PUBLIC_READ: "on" };
  const server = spawnServer(env);
  servers.push(server);
  const isReady = async () => (await fetch(`${server.url}/readyz`).catch(() => null))?.status === 200;
  await expect.poll(isReady, { timeout: 120_000, interval: 100 }).toBe(true);
  return server;
}

test("what one process connects the other serves; when one is killed the other takes up its work", {
  timeout: 300_000,
}, async () => {
  const [one, other] = await Promise.all([start("a"), start("b")]);
  const browser = createWebVisitor();
  const consent = await browser.get((await browser.get(`${one.url}/oauth/start`)).location ?? "");
  const back = await browser.submit(consent, { sandbox_account: "bakery", sandbox_decision: "approve" });
  expect((await browser.get(back.location ?? "")).text).toContain("@bakery is connected");

  const query = "{ account { id stale media(first: 1) { caption } } }";
  const { account } = (await ask(other.url, query)).data;
  expect(account).toMatchObject({ stale: false, media: { length: 1 } });

  // The first hangs in the middle of a sync when it is killed.
  await sandbox.control({ posts: { account: "bakery", add: [{ caption: "after the crash" }] } });
  await sandbox.control({ fail: { kind: "hang", endpoint: "media" } });
  const mutation = `mutation { syncAccount(accountId: "${account.id}") { id } }`;
  const cutOff = ask(one.url, mutation, AS_OPERATOR).catch(() => "cut off");
  const leased = async () => (await sql`select from account_states where sync_lease_until > now()`).length;
  await expect.poll(leased, { timeout: 10_000 }).toBe(1);
  one.process.kill("SIGKILL");
  await one.ended;
  expect(await cutOff).toBe("cut off");
  await sandbox.control({ lift: "all" });

  // Two minutes and three hours pass.
  await sql`update account_states set sync_lease_until = now(), next_sync_at = now()`;
  const newest = async () => (await ask(other.url, query)).data.account.media[0].caption;
  await expect.poll(newest, { timeout: 90_000, interval: 500 }).toBe("after the crash");

  other.process.kill("SIGTERM");
  expect(await other.ended).toEqual([0, null]);
});
