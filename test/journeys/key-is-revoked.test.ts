import { afterAll, beforeAll, expect, test } from "vitest";
import { createAppContext, type OpenAppContext } from "../../server/app-context.js";
import { createServer } from "../../server/http/server.js";
import { until } from "../support/api-error.js";
import { bearer, makeKey, signedIn } from "../support/credentials.js";
import { AS_OPERATOR, ask } from "../support/graphql.js";
import { createTestApp, type TestApp } from "../support/test-app.js";

/** Two processes' worth of server on one database. */
let testApp: TestApp;
let here: string;
let other: OpenAppContext;
let there: string;
const closers: (() => PromiseLike<unknown>)[] = [];

beforeAll(async () => {
  testApp = await createTestApp({ PUBLIC_READ: "off" });
  here = await testApp.serve();
  other = createAppContext(testApp.app.config, { clock: testApp.clock });
  const server = await createServer(other);
  closers.push(
    () => server.close(),
    () => other[Symbol.asyncDispose](),
    () => testApp.close(),
  );
  there = await server.listen({ port: 0, host: "127.0.0.1" });
  await testApp.connect("bakery");
});
afterAll(async () => {
  for (const close of closers) await close();
});

const READ = "{ account { username media(first: 1) { id } } }";

/** Without a signal a process goes on believing what it read of a key for three seconds. */
const FORGOTTEN_MS = 2_500;

/** Asks without a pause until the answer is another one; how long that took. */
async function msUntil(changed: () => Promise<boolean>): Promise<number> {
  const began = performance.now();
  while (!(await changed())) {
    if (performance.now() - began > 10_000) expect.fail("it never changed");
  }
  return performance.now() - began;
}

test("a key that is revoked in one process is refused in the other within 5 s", async () => {
  const { id, key } = await makeKey(testApp.app);
  const headers = bearer(key);
  for (const url of [here, there]) expect((await ask(url, READ, { headers })).data.account.username).toBe("bakery");
  await ask(here, `mutation { revokeApiKey(id: "${id}") { id } }`, AS_OPERATOR);
  const ms = await msUntil(async () => (await ask(there, READ, { headers })).status === 401);
  expect(ms).toBeLessThan(FORGOTTEN_MS);
  expect((await ask(here, READ, { headers })).status).toBe(401);
});

test("the same while no signal passes", async () => {
  const { id, key } = await makeKey(testApp.app);
  const headers = bearer(key);
  await until(async () => (await ask(there, READ, { headers })).status === 200);
  // By SQL alone: no process is told.
  await testApp.app.sql`update api_keys set revoked_at = now() where id = ${id}`;
  expect(await msUntil(async () => (await ask(there, READ, { headers })).status === 401)).toBeLessThan(5_000);
});

test("a key that lost an account no longer reads it, in the other process too", async () => {
  const florist = await testApp.connect("florist");
  const { id, key } = await makeKey(testApp.app);
  const headers = bearer(key);
  const names = async () => (await ask(there, "{ accounts { nodes { username } } }", { headers })).data.accounts.nodes;
  expect(await names()).toHaveLength(2);
  const narrow = `mutation { updateApiKey(id: "${id}", input: { accountIds: ["${florist}"] }) { id } }`;
  await ask(here, narrow, AS_OPERATOR);
  expect(await msUntil(async () => (await names()).length === 1)).toBeLessThan(FORGOTTEN_MS);
});

test("a session that signed out in one process is over in the other at once", async () => {
  const cookie = await signedIn(testApp.app);
  expect((await ask(there, "{ viewer { kind } }", { headers: cookie })).data.viewer.kind).toBe("OPERATOR");
  await fetch(`${here}/auth/sign-out`, { method: "POST", headers: cookie });
  expect((await ask(there, "{ viewer { kind } }", { headers: cookie })).data.viewer.kind).toBe("ANONYMOUS");
});
