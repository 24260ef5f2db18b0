import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createAppContext, type OpenAppContext } from "../../server/app-context.js";
import { openSession } from "../../server/features/owners/session.js";
import { createSchema } from "../../server/graphql/schema.js";
import { createServer } from "../../server/http/server.js";
import { until } from "../support/api-error.js";
import { AS_OPERATOR } from "../support/graphql.js";
import { randomQuery } from "../support/random-query.js";
import { createTestApp, type TestApp } from "../support/test-app.js";
import { makeKey, SHOP } from "./served-apps.js";

const SETTINGS = { RESPONSE_CACHE: "16M", PUBLIC_READ: "on" };

let testApp: TestApp;
/** The server with a cache, a second process with one, and a third without. */
let url: string;
let otherUrl: string;
let uncachedUrl: string;
let bakery: string;
let viewers: Record<string, Record<string, string>>;
const closers: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  testApp = await createTestApp(SETTINGS, { hasDatabaseProxy: true });
  // Their pictures are copied as well.
  for (const [account, deleteOldest] of Object.entries({ bakery: 25, florist: 50, museum: 18 })) {
    await testApp.sandbox.control({ posts: { account, deleteOldest } });
  }
  bakery = await testApp.connect("bakery");
  const florist = await testApp.connect("florist");
  // What goes on behind the connection changes what is shown.
  await testApp.app.background.settled(60_000);
  url = await testApp.serve();
  otherUrl = await serveAnother(testApp.app.config.responseCacheBytes);
  uncachedUrl = await serveAnother(0);
  const bearer = async (input: Parameters<typeof makeKey>[1]) => ({
    authorization: `Bearer ${await makeKey(testApp, input)}`,
  });
  const owner = await openSession(testApp.app, bakery);
  viewers = {
    anonymous: {},
    publishable: { ...(await bearer({ origins: [SHOP] })), origin: SHOP },
    secret: await bearer({ kind: "SECRET", scopes: ["READ", "REFRESH"] as never }),
    "secret for the florist": await bearer({ kind: "SECRET", allAccounts: false, accountIds: [florist] as never }),
    operator: AS_OPERATOR.headers,
    owner: { cookie: `darkroom_owner=${owner.reveal()}`, origin: testApp.app.config.publicUrl },
  };
});

afterAll(async () => {
  for (const close of closers) await close();
  await testApp?.close();
});

async function serveAnother(responseCacheBytes: number): Promise<string> {
  const app: OpenAppContext = createAppContext({ ...testApp.app.config, responseCacheBytes }, { clock: testApp.clock });
  const server = await createServer(app);
  closers.push(async () => {
    await server.close();
    await app[Symbol.asyncDispose]();
  });
  return await server.listen({ port: 0, host: "127.0.0.1" });
}

async function answerOf(server: string, query: string, headers: Record<string, string> = {}): Promise<string> {
  const answer = await fetch(`${server}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify({ query, variables: { x: true } }),
  });
  return `${answer.status} ${await answer.text()}`;
}

async function operate(mutation: string): Promise<string> {
  const answer = await answerOf(url, `mutation { ${mutation} }`, AS_OPERATOR.headers);
  expect(answer).not.toContain('"errors"');
  return answer;
}

/** How many statements read for an answer while `act` runs. */
async function readCount(act: () => Promise<unknown>): Promise<number> {
  testApp.database.forget();
  await act();
  return testApp.database.statements().filter((text) => text.includes("as answer")).length;
}

const FEED =
  '{ account(username: "bakery") { username profile { biography } media(first: 3) { id caption mediaUrl } } }';
const LISTS =
  '{ accounts(filter: { tags: ["vip"] }) { totalCount nodes { id } } media(first: 5) { id account { username } } }';
/** Each depends on the clock, on tokens, or on more than content. */
const MOVING = [
  "{ account { stale } }",
  "{ account { status } }",
  "{ account { token { daysLeft health } } }",
  "{ media(first: 1) { alsoBy { token { daysLeft } } } }",
  "{ viewer { kind } account { id } }",
];

test("a repeated question is answered without a statement, also by GET, and written otherwise it is another", async () => {
  // Until then, and when it begins, answers are dropped.
  await until(async () => testApp.app.content.isHearing());
  expect(await readCount(() => answerOf(url, FEED))).toBe(1);
  expect(await readCount(() => answerOf(url, FEED))).toBe(0);
  expect(await readCount(() => answerOf(url, `${FEED} `))).toBe(1);
  const address = `${url}/graphql?${new URLSearchParams({ query: FEED })}`;
  const first = await fetch(address);
  const count = await readCount(async () => {
    const again = await fetch(address);
    expect([await again.text(), again.headers.get("etag")]).toEqual([await first.text(), first.headers.get("etag")]);
    const known = await fetch(address, { headers: { "if-none-match": first.headers.get("etag") ?? "" } });
    expect([known.status, await known.text()]).toEqual([304, ""]);
  });
  expect(count).toBe(0);
});

test("a hundred who ask the same at once share one reading", async () => {
  await testApp.app.content.announce([bakery]);
  const count = await readCount(async () => {
    const answers = await Promise.all(Array.from({ length: 100 }, () => answerOf(url, FEED)));
    expect(new Set(answers).size).toBe(1);
  });
  expect(count).toBe(1);
});

test.each(MOVING)("what also depends on the moment is read each time: %s", async (query) => {
  const ask = () => answerOf(url, query, viewers.operator);
  await ask();
  expect(await readCount(ask)).toBeGreaterThan(0);
});

test("an answer with an error is read each time", async () => {
  const ask = () => answerOf(url, '{ account { media(after: "nobody") { id } } }');
  expect(await ask()).toContain("BAD_USER_INPUT");
  expect(await readCount(ask)).toBeGreaterThan(0);
});

describe("what any process changes is in its own next answer at once, and in another's within a second", () => {
  const newest = async () => JSON.parse((await answerOf(uncachedUrl, FEED)).slice(4)).data.account.media[0].id;
  const changes: Record<string, () => Promise<unknown>> = {
    "a post is hidden": async () => await operate(`setMediaHidden(id: "${await newest()}", hidden: true) { id }`),
    "a sync finds a post": async () => {
      await testApp.sandbox.control({ posts: { account: "bakery", add: [{ caption: "fresh" }] } });
      await operate(`syncAccount(accountId: "${bakery}") { id }`);
    },
    "a sync finds another caption": async () => {
      await testApp.sandbox.control({ posts: { account: "bakery", change: { id: "newest", caption: "other words" } } });
      await operate(`syncAccount(accountId: "${bakery}") { id }`);
    },
    "an account is tagged": async () => await operate(`tagAccounts(accountIds: ["${bakery}"], add: ["vip"])`),
    "labels are changed": async () =>
      await operate(`updateAccount(accountId: "${bakery}", input: { tags: [] }) { id }`),
    "an account is connected": async () => await testApp.connect("museum"),
    "an account is disconnected": async () => {
      const { account } = JSON.parse(
        (await answerOf(uncachedUrl, '{ account(username: "museum") { id } }')).slice(4),
      ).data;
      await operate(`disconnectAccount(accountId: "${account.id}")`);
    },
  };

  test.each(Object.entries(changes))("%s", async (_, change) => {
    const ask = async (server: string) => [
      await answerOf(server, FEED),
      await answerOf(server, LISTS, viewers.operator),
    ];
    await Promise.all([url, otherUrl].map(ask));
    const before = await ask(uncachedUrl);
    await change();
    await testApp.app.background.settled(60_000);
    const after = await ask(uncachedUrl);
    expect(after).not.toEqual(before);
    expect(await ask(url)).toEqual(after);
    await expect.poll(() => ask(otherUrl)).toEqual(after);
  });
});

test("no viewer gets another's answer, whoever asked before", async () => {
  const hidden = JSON.parse((await answerOf(uncachedUrl, FEED)).slice(4)).data.account.media[0].id;
  await operate(`setMediaHidden(id: "${hidden}", hidden: true) { id }`);
  await operate(`updateAccount(accountId: "${bakery}", input: { reference: "customer", note: "private" }) { id }`);
  const questions = [
    FEED,
    LISTS,
    "{ account { id username reference note tags media(first: 3) { id hidden pictureFailure } } }",
    "{ media(first: 50) { id hidden account { username reference } } }",
    "{ accounts { nodes { username reference note } } }",
    `{ mediaItem(id: "${hidden}") { id } }`,
  ];
  for (const question of questions) {
    const names = Object.keys(viewers);
    for (const name of [...names, ...names.toReversed()]) {
      const expected = await answerOf(uncachedUrl, question, viewers[name]);
      expect(await answerOf(url, question, viewers[name]), `${name}: ${question}`).toBe(expected);
    }
  }
});

test("while other processes are not heard, an answer lives for a second", async () => {
  await answerOf(otherUrl, FEED);
  await testApp.app.sql`select pg_terminate_backend(pid) from pg_stat_activity 
    where application_name = 'darkroom-signals' and datname = current_database()`;
  await operate(`updateAccount(accountId: "${bakery}", input: { note: "while deaf" }) { id }`);
  const question = "{ account { note } }";
  const ask = (server: string) => answerOf(server, question, viewers.operator);
  await expect.poll(() => ask(otherUrl)).toBe(await ask(uncachedUrl));
});

test("random reads between random changes are answered byte for byte as without a cache", async () => {
  const schema = createSchema();
  const ids = JSON.parse((await answerOf(uncachedUrl, "{ media(first: 50) { id } }")).slice(4)).data.media;
  const pick = (n: number) => ids[n % ids.length].id;
  const write = fc.oneof(
    fc.record({ n: fc.nat(), hidden: fc.boolean() }).map(
      ({ n, hidden }) =>
        () =>
          operate(`setMediaHidden(id: "${pick(n)}", hidden: ${hidden}) { id }`),
    ),
    fc
      .constantFrom("a", "b")
      .map(
        (tag) => () =>
          operate(`updateAccount(accountId: "${bakery}", input: { tags: ["${tag}"], reference: "${tag}" }) { id }`),
      ),
    fc.constant(() => operate(`pauseAccount(accountId: "${bakery}") { id }`)),
    fc.constant(async () => {
      await testApp.sandbox.control({ posts: { account: "bakery", add: [{ caption: "#a new one" }] } });
      await operate(`syncAccount(accountId: "${bakery}") { id }`);
    }),
  );
  const queries = fc.array(
    fc.gen().map((g) => randomQuery(g, schema)),
    { minLength: 1, maxLength: 3 },
  );
  await fc.assert(
    fc.asyncProperty(
      queries,
      fc.array(write, { maxLength: 3 }),
      fc.constantFrom(...Object.keys(viewers)),
      async (asked, writes, name) => {
        const compare = async () => {
          for (const query of asked) {
            const expected = await answerOf(uncachedUrl, query, viewers[name]);
            expect(await answerOf(url, query, viewers[name])).toBe(expected);
          }
        };
        await compare();
        for (const act of writes) {
          await act();
          await compare();
        }
      },
    ),
    { numRuns: 10, endOnFailure: true },
  );
});
