import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createAppContext, type OpenAppContext } from "../../server/app-context.js";
import { createServer } from "../../server/http/server.js";
import { until } from "../support/api-error.js";
import { type DatabaseProxy, startDatabaseProxy } from "../support/database-proxy.js";
import { AS_OPERATOR } from "../support/graphql.js";
import { type ReplicatedPostgres, startReplicatedPostgres } from "../support/replicated-postgres.js";
import { createTestApp, type TestApp } from "../support/test-app.js";

/* Two real Postgres, of which one streams from the other. */

const LAG_MAX_MS = 3_000;

let postgres: ReplicatedPostgres;
let replica: DatabaseProxy;
let testApp: TestApp;
let url: string;
/** A second process on the same two servers. */
let otherUrl: string;
let bakery: string;
const closers: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  postgres = await startReplicatedPostgres();
  replica = await startDatabaseProxy(postgres.replicaUrl);
  testApp = await createTestApp(
    { DATABASE_REPLICA_URL: replica.url, DATABASE_REPLICA_LAG: `${LAG_MAX_MS / 1_000}s`, PUBLIC_READ: "on" },
    { openPostgres: async () => ({ url: postgres.primaryUrl, drop: async () => undefined }), hasDatabaseProxy: true },
  );
  bakery = await testApp.connect("bakery");
  await testApp.connect("florist");
  await testApp.app.background.settled(60_000);
  url = await testApp.serve();
  const app: OpenAppContext = createAppContext(testApp.app.config, { clock: testApp.clock });
  const server = await createServer(app);
  otherUrl = await server.listen({ port: 0, host: "127.0.0.1" });
  closers.push(async () => {
    await server.close();
    await app[Symbol.asyncDispose]();
  });
});

afterAll(async () => {
  for (const close of closers) await close();
  await testApp?.close();
  await replica?.close();
  await postgres?.close();
});

beforeEach(async () => {
  for (const server of [url, otherUrl]) await isUsed(server);
});

async function ask(server: string, query: string, headers: Record<string, string> = {}): Promise<string> {
  const answer = await fetch(`${server}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify({ query }),
  });
  return await answer.text();
}

const captionsOf = (member: string) => `{ account(username: "${member}") { media(first: 100) { id } } }`;
const BAKERY = captionsOf("bakery");
const FLORIST = captionsOf("florist");

/** How many statements the answer to `query` came from, by server. */
async function servedBy(query: string, server = url): Promise<{ primary: number; replica: number }> {
  const answering = (proxy: DatabaseProxy) => proxy.statements().filter((text) => text.includes("as answer")).length;
  for (const proxy of [testApp.database, replica]) proxy.forget();
  expect(await ask(server, query)).not.toContain('"errors"');
  return { primary: answering(testApp.database), replica: answering(replica) };
}

async function isUsed(server = url): Promise<void> {
  await until(async () => (await servedBy(BAKERY, server)).replica === 1);
}

async function firstPost(): Promise<string> {
  const answer = JSON.parse(await ask(url, `{ account(id: "${bakery}") { media(first: 1) { id } } }`));
  return answer.data.account.media[0].id;
}

async function setHidden(id: string, isHidden: boolean, server = url): Promise<void> {
  const mutation = `mutation { setMediaHidden(id: "${id}", hidden: ${isHidden}) { id } }`;
  const answer = await ask(server, mutation, AS_OPERATOR.headers);
  expect(answer).not.toContain('"errors"');
}

test("profiles and posts are read on the replica, and what changes by itself on the primary", async () => {
  expect(await servedBy(BAKERY)).toEqual({ primary: 0, replica: 1 });
  expect(await servedBy(`{ media(first: 5) { id } }`)).toEqual({ primary: 0, replica: 1 });
  expect(await servedBy("{ account { stale } }")).toEqual({ primary: 1, replica: 0 });
});

test("a change is seen by the next read, however far the replica is behind; others read there meanwhile", async () => {
  const id = await firstPost();
  await postgres.pause();
  try {
    for (const isHidden of [true, false, true]) {
      await setHidden(id, isHidden);
      expect((await ask(url, BAKERY)).includes(id)).toBe(!isHidden);
      expect((await ask(url, "{ media(first: 100) { id } }")).includes(id)).toBe(!isHidden);
    }
    expect(await servedBy(FLORIST)).toEqual({ primary: 0, replica: 1 });
  } finally {
    await postgres.resume();
    await setHidden(id, false);
  }
});

test("without a pause too, thirty times", async () => {
  const id = await firstPost();
  for (let time = 0; time < 30; time++) {
    const isHidden = time % 2 === 0;
    await setHidden(id, isHidden);
    expect((await ask(url, BAKERY)).includes(id)).toBe(!isHidden);
  }
});

test("a change of another process is seen within a second, however far the replica is behind", async () => {
  const id = await firstPost();
  await postgres.pause();
  try {
    await setHidden(id, true, otherUrl);
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    expect(await ask(url, BAKERY)).not.toContain(id);
  } finally {
    await postgres.resume();
    await setHidden(id, false, otherUrl);
  }
});

test("a replica further behind than allowed is not read until it has caught up", async () => {
  const id = await firstPost();
  await postgres.pause();
  try {
    // Without a write it has everything.
    await setHidden(id, true);
    await until(async () => (await servedBy(FLORIST)).primary === 1);
    expect(testApp.app.replica?.lagMs()).toBeGreaterThan(LAG_MAX_MS);
  } finally {
    await postgres.resume();
    await setHidden(id, false);
  }
  await isUsed();
  expect(testApp.app.replica?.lagMs()).toBeLessThan(LAG_MAX_MS);
});

test("a replica that is killed costs no answer, and is used again when it is back", async () => {
  const asking = Promise.all(
    Array.from({ length: 100 }, async (_, at) => {
      await new Promise((resolve) => setTimeout(resolve, 15 * at));
      return await ask(url, at % 2 ? BAKERY : FLORIST);
    }),
  );
  await postgres.killReplica();
  for (const answer of await asking) expect(answer).not.toContain('"errors"');
  expect(await servedBy(BAKERY)).toEqual({ primary: 1, replica: 0 });
  await postgres.startReplica();
  await isUsed();
});

test("statements on a replica that stops responding go to the primary", async () => {
  replica.freeze();
  try {
    expect(await ask(url, BAKERY)).not.toContain('"errors"');
    await until(async () => (await servedBy(BAKERY)).primary === 1);
  } finally {
    replica.thaw();
  }
  await isUsed();
});

test("a server that is no replica of this database is not read", async () => {
  const { config: usual } = testApp.app;
  const config = { ...usual, databaseReplica: { ...usual.databaseReplica, url: usual.databaseUrl } };
  const app = createAppContext(config, { clock: testApp.clock });
  try {
    for (let time = 0; time < 5; time++) {
      app.replica?.request({ text: "select 1", params: [] }, { caller: "test", statementMs: 1_000, isStranger: false });
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    expect(app.replica?.lagMs()).toBe(Number.POSITIVE_INFINITY);
  } finally {
    await app[Symbol.asyncDispose]();
  }
});
