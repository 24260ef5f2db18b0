import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres from "postgres";
import { afterAll, beforeAll, expect, inject, test, vi } from "vitest";
import { createAppContext } from "../../server/app-context.js";
import { readConfig } from "../../server/config/config.js";
import { finishConnect } from "../../server/features/connect/finish-connect.js";
import { browserInitiator } from "../../server/features/connect/initiator.js";
import { startConnect } from "../../server/features/connect/start-connect.js";
import { turnableClock } from "../../server/lib/clock.js";
import { Secret } from "../../server/lib/secret.js";
import { OPERATOR } from "../support/cast.js";
import { consent } from "../support/connect-member.js";
import { createTestDatabase, type TestDatabase } from "../support/database.js";
import { forgoPictures } from "../support/forgo-pictures.js";
import { AS_OPERATOR, ask } from "../support/graphql.js";
import { type RunningSandbox, startSandbox } from "../support/sandbox.js";
import { sharedPictures } from "../support/shared-pictures.js";
import { liveEnvironment, type SpawnedServer, spawnServer } from "../support/spawn-server.js";
import { createWebVisitor } from "../support/web-visitor.js";

const SHOPS = 128;
/** What a process claims at first: twice its width. */
const CLAIMED = SHOPS / 4;
/** How long Instagram takes for each of the two calls of a sync: before the first ends, all four have looked for work. */
const SLOW_MS = 4_000;

const dir = mkdtempSync(join(tmpdir(), "darkroom-four-"));
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
  sql = postgres(database.url, { max: 2 });
  await connectShops();
  await sql`update account_states set next_sync_at = null, sync_fence = 0`;
  // Connecting read each of them once.
  await sql`delete from sync_runs`;
  await forgoPictures(database.url);
  sandbox.sandbox.calls.clear();
  await Promise.all(["a", "b", "c", "d"].map(start));
}, 300_000);
afterAll(async () => {
  for (const server of servers) server.process.kill("SIGKILL");
  await Promise.all(servers.map(({ ended }) => ended));
  await Promise.all([sandbox.close(), sql.end()]);
  await database.drop();
  rmSync(dir, { recursive: true });
});

async function environment(name: string): Promise<Record<string, string>> {
  // The processes look for work every five seconds, all at once.
  const own = { DATA_DIR: join(dir, name), DATABASE_URL: database.url, SECRET_KEYS: secretKeys };
  return { ...(await liveEnvironment(sandbox, own)), SYNC_EVERY: "4m", OPEN_CONNECT: "on", PUBLIC_READ: "on" };
}

async function start(name: string): Promise<void> {
  const server = spawnServer(await environment(name));
  servers.push(server);
  const isReady = async () => (await fetch(`${server.url}/readyz`).catch(() => null))?.ok ?? false;
  await vi.waitUntil(isReady, { timeout: 120_000, interval: 100 });
}

/** Connects the shops by the real handshake, as one more process would. */
async function connectShops(): Promise<void> {
  const config = readConfig(await environment("connecting"));
  const app = createAppContext({
    ...config,
    databaseUrl: new Secret(database.url),
    secretKeys: config.secretKeys ?? [],
  });
  const redirectUri = config.redirectUris[0] ?? "";
  const caller = browserInitiator("test");
  const connect = async (shop: string) => {
    const { authorizeUrl, state } = await startConnect(app, { viewer: OPERATOR, caller, redirectUri });
    const code = await consent(authorizeUrl, shop);
    await finishConnect(app, { viewer: OPERATOR, caller, redirectUri, code, state });
  };
  for (let n = 0; n < SHOPS; n += 8) {
    await Promise.all(Array.from({ length: 8 }, (_, m) => connect(`shop${n + m + 1}`)));
  }
  await app[Symbol.asyncDispose]();
}

const count = async (where: string) =>
  Number((await sql.unsafe<{ n: string }[]>(`select count(*) as n from ${where}`))[0]?.n);
const done = () => count("sync_runs where outcome = 'OK'");

test("four processes share what is due, none does another's; one that is killed is stood in for", {
  timeout: 300_000,
}, async () => {
  const [survivor, , , victim] = servers;
  await sandbox.control({ fail: { kind: "hang", ms: SLOW_MS } });
  await sql`update account_states set next_sync_at = now() - interval '1 minute',
    next_full_sync_at = now() + interval '1 day'`;

  // Each of the four has claimed its share, and syncs half of it.
  await expect
    .poll(() => count("account_states where sync_lease_until > now()"), { timeout: 30_000, interval: 50 })
    .toBeGreaterThan(SHOPS - CLAIMED);
  await expect.poll(done, { timeout: 60_000, interval: 200 }).toBeGreaterThan(0);
  victim?.process.kill("SIGKILL");

  // The others go on to the end; what the killed one held is left, under its leases.
  const waiting = () =>
    count("account_states where next_sync_at < now() and (sync_lease_until is null or sync_lease_until < now())");
  await expect.poll(waiting, { timeout: 30_000, interval: 200 }).toBe(0);
  let before = -1;
  const isQuiet = async () => {
    const known = before;
    before = await done();
    return known === before && SHOPS - before <= CLAIMED;
  };
  await expect.poll(isQuiet, { timeout: 30_000, interval: 2_000 }).toBe(true);
  const held = await sql<{ id: string }[]>`select account_id as id from account_states where next_sync_at < now()`;
  expect(held.length).toBeGreaterThan(0);
  expect(held.length).toBeLessThanOrEqual(CLAIMED);
  expect(await count("account_states where sync_fence <> 1")).toBe(0);
  expect(await count("sync_runs")).toBe(SHOPS - held.length);

  // Two minutes pass, and another process takes them.
  await sql`update account_states set sync_lease_until = now() where sync_lease_until is not null`;
  const takeOver = ({ id }: { id: string }) =>
    ask(survivor?.url ?? "", `mutation { syncAccount(accountId: "${id}") { stale } }`, AS_OPERATOR);
  for (const { data } of await Promise.all(held.map(takeOver))) expect(data.syncAccount).toEqual({ stale: false });
  expect(await done()).toBe(SHOPS);

  // Each account was claimed once, those of the killed process twice, and each was read to its end once.
  const claims = await sql<
    { id: string; fence: number }[]
  >`select account_id as id, sync_fence::int as fence from account_states`;
  const twice = claims.filter(({ fence }) => fence !== 1);
  expect(twice.map(({ id }) => id).sort()).toEqual(held.map(({ id }) => id).sort());
  expect(new Set(twice.map(({ fence }) => fence))).toEqual(new Set([2]));
  expect(await count("(select account_id from sync_runs group by 1 having count(*) <> 1) more")).toBe(0);
  expect(await count("account_states where sync_lease_until is not null or sync_failure_cause is not null")).toBe(0);
  // Instagram saw one call for the profile and one for the posts of each; of the killed one's in hand one or two more.
  const calls = Object.entries(sandbox.sandbox.calls.counts()).filter(([shop]) => shop.startsWith("shop"));
  expect(calls).toHaveLength(SHOPS);
  const again = calls.filter(([, { me = 0, media = 0 }]) => me !== 1 || media !== 1);
  expect(again.length).toBeLessThanOrEqual(CLAIMED);
  for (const [, { me = 0, media = 0 }] of again) expect(me + media).toBeLessThanOrEqual(4);
});

test("what one process connects the other serves; when one is killed the other takes up its work", {
  timeout: 300_000,
}, async () => {
  const [other, one] = servers as [SpawnedServer, SpawnedServer];
  await sandbox.control({ lift: "all" });
  const browser = createWebVisitor();
  const page = await browser.get((await browser.get(`${one.url}/oauth/start`)).location ?? "");
  const back = await browser.submit(page, { sandbox_account: "bakery", sandbox_decision: "approve" });
  expect((await browser.get(back.location ?? "")).text).toContain("@bakery is connected");
  await forgoPictures(database.url);

  const query = '{ account(username: "bakery") { id stale media(first: 1) { caption } } }';
  const { account } = (await ask(other.url, query)).data;
  expect(account).toMatchObject({ stale: false, media: { length: 1 } });

  // The first hangs in the middle of a sync when it is killed.
  await sandbox.control({ posts: { account: "bakery", add: [{ caption: "after the crash" }] } });
  await sandbox.control({ fail: { kind: "hang", endpoint: "media" } });
  const mutation = `mutation { syncAccount(accountId: "${account.id}") { id } }`;
  const cutOff = ask(one.url, mutation, AS_OPERATOR).catch(() => "cut off");
  const leased = () => count(`account_states where sync_lease_until > now() and account_id = '${account.id}'`);
  await expect.poll(leased, { timeout: 10_000 }).toBe(1);
  one.process.kill("SIGKILL");
  await one.ended;
  expect(await cutOff).toBe("cut off");
  await sandbox.control({ lift: "all" });

  // The lease runs out, and the next sync is due.
  await sql`update account_states set sync_lease_until = now(), next_sync_at = now() where account_id = ${account.id}`;
  const newest = async () => (await ask(other.url, query)).data.account.media[0].caption;
  await expect.poll(newest, { timeout: 90_000, interval: 500 }).toBe("after the crash");

  other.process.kill("SIGTERM");
  expect(await other.ended).toEqual([0, null]);
});
