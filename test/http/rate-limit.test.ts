import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createServer } from "../../server/http/server.js";
import { MINUTE_MS } from "../../server/lib/clock.js";
import { until } from "../support/api-error.js";
import { bearer, makeKey, SITE, signedIn } from "../support/credentials.js";
import { OPERATOR_TOKEN, setUpTestApp } from "../support/test-app.js";

const GUESS = () => `sk_${Array.from({ length: 43 }, () => "abcdefghij"[Math.floor(Math.random() * 10)]).join("")}`;

const testApp = setUpTestApp({ RATE_LIMIT: "5/m", RATE_LIMIT_KEYS: "8/m" }, { hasDatabaseProxy: true });
let server: FastifyInstance;
let otherApp: FastifyInstance;
let count = 0;
/** Each test has an address of its own. */
let address: string;

beforeAll(async () => {
  await testApp.connect("bakery");
  server = await createServer(testApp.app);
  otherApp = await createServer(testApp.other);
});
afterAll(async () => {
  await Promise.all([server.close(), otherApp.close()]);
});
beforeEach(() => {
  address = `203.0.113.${++count}`;
});

interface Asked {
  from?: string;
  headers?: Record<string, string>;
  url?: string;
  at?: FastifyInstance;
}

async function ask({ from = address, headers = {}, url = "/graphql?query={viewer{kind}}", at = server }: Asked = {}) {
  const special = { "apollo-require-preflight": "1", ...headers };
  const answer = await at.inject({ url, remoteAddress: from, headers: special });
  const limits = Object.fromEntries(Object.entries(answer.headers).filter(([name]) => name.startsWith("ratelimit")));
  return { status: answer.statusCode, headers: answer.headers, limits, body: answer.body };
}

async function askTimes(times: number, asked: Asked = {}): Promise<number[]> {
  const statuses: number[] = [];
  for (let n = 0; n < times; n++) statuses.push((await ask(asked)).status);
  return statuses;
}

describe("without credentials", () => {
  test("each answer tells where the address stands, and what is too much is refused until the window ends", async () => {
    const first = await ask();
    expect(first.limits).toEqual({ "ratelimit-limit": "5", "ratelimit-remaining": "4", "ratelimit-reset": "60" });
    testApp.clock.advance(20_000);
    expect(await askTimes(4)).toEqual([200, 200, 200, 200]);
    const refused = await ask({ headers: { origin: "https://any.example" } });
    expect(refused.status).toBe(429);
    expect(refused.limits).toEqual({ "ratelimit-limit": "5", "ratelimit-remaining": "0", "ratelimit-reset": "40" });
    expect(refused.headers["retry-after"]).toBe("40");
    expect(refused.headers["cache-control"]).toBe("no-store");
    const [error] = JSON.parse(refused.body).errors;
    expect(error.extensions.code).toBe("RATE_LIMITED");
    expect(error.extensions.nextStep).toMatch(/^Wait 40 s/);
    // A page reads why, and when to come again.
    expect(refused.headers["access-control-allow-origin"]).toBe("*");
    expect(refused.headers["access-control-expose-headers"]).toContain("RateLimit-Reset, Retry-After");
    testApp.clock.advance(40_000);
    expect((await ask()).status).toBe(200);
  });

  test("a /64 of IPv6 is one address, and so is IPv4 in either form", async () => {
    const net = `2001:db8:0:${count}`;
    for (let n = 1; n <= 5; n++) expect((await ask({ from: `${net}::${n}` })).status).toBe(200);
    expect((await ask({ from: `${net}:ffff::9` })).status).toBe(429);
    expect((await ask({ from: `2001:db8:1:${count}::1` })).status).toBe(200);
    await askTimes(5);
    expect((await ask({ from: `::ffff:${address}` })).status).toBe(429);
  });

  test("pages, sign-in and the handshake count together; health, pictures and the dashboard's files do not", async () => {
    const free = ["/healthz", "/readyz", `/files/${"a".repeat(40)}`, "/admin/assets/none.js", "/assets/mark.svg"];
    for (const url of free) expect((await ask({ url })).limits, url).toEqual({});
    for (const url of ["/", "/oauth/start", "/oauth/callback", "/explorer"]) {
      expect((await ask({ url })).headers["ratelimit-limit"], url).toBe("5");
    }
    await ask();
    const page = await ask({ url: "/", headers: { accept: "text/html" } });
    expect([page.status, page.headers["content-type"]]).toEqual([429, "text/html; charset=utf-8"]);
    const signIn = await server.inject({ method: "POST", url: "/auth/sign-in", remoteAddress: address, payload: {} });
    expect(signIn.statusCode).toBe(429);
    for (const url of free) expect((await ask({ url })).status, url).not.toBe(429);
  });

  test("counting costs no statement, and refusing neither", async () => {
    testApp.database.forget();
    await askTimes(12, { url: "/graphql?query={__typename}" });
    expect(testApp.database.statements().filter((text) => !text.includes("pg_notify"))).toEqual([]);
  });
});

describe("with credentials", () => {
  test("a publishable key counts for the address, a secret key and an operator for themselves", async () => {
    const site = await makeKey(testApp.app, { kind: "PUBLISHABLE" });
    const { key } = await makeKey(testApp.app);
    const cookie = await signedIn(testApp.app);
    const asSite = { headers: { origin: SITE }, url: `/graphql?query={viewer{kind}}&key=${site.key}` };
    expect(await askTimes(5, asSite)).toEqual([200, 200, 200, 200, 200]);
    const refused = await ask(asSite);
    expect([refused.status, refused.headers["access-control-allow-origin"]]).toEqual([429, "*"]);
    expect((await ask({ headers: { ...bearer(site.key), origin: SITE } })).status).toBe(429);
    for (const headers of [bearer(key), bearer(OPERATOR_TOKEN), cookie]) {
      expect((await ask({ headers })).limits).toMatchObject({ "ratelimit-limit": "8", "ratelimit-remaining": "7" });
      expect(await askTimes(7, { headers })).not.toContain(429);
      expect((await ask({ headers, from: "198.51.100.9" })).status).toBe(429);
    }
  });

  test("what is not known counts for its address, and shuts out no good key from there", async () => {
    expect(await askTimes(6, { headers: bearer("nonsense") })).toEqual([401, 401, 401, 401, 401, 429]);
    const { key } = await makeKey(testApp.app);
    expect((await ask({ headers: bearer(key) })).status).toBe(200);
  });

  test("guesses of keys and sessions cost few statements, and good ones are found among them", async () => {
    const { key } = await makeKey(testApp.app);
    const cookie = await signedIn(testApp.app, "grace@example.com");
    testApp.database.forget();
    const guesses = Array.from({ length: 300 }, (_, n) => {
      const guess = GUESS();
      return ask({
        from: `198.18.${n >> 7}.${n & 127}`,
        headers: n % 2 ? bearer(guess) : { cookie: cookie.cookie.replace(/=.*/, `=${guess.slice(3)}`) },
      });
    });
    const good = [await ask({ headers: bearer(key) }), await ask({ headers: cookie })];
    expect(good.map(({ status }) => status)).toEqual([200, 200]);
    await Promise.all(guesses);
    const statements = testApp.database.statements().filter((text) => /from "(api_keys|sessions)"/.test(text));
    expect(statements.length).toBeLessThan(30);
  });

  test("the same wrong key again costs none, and a key made meanwhile is known at once", async () => {
    const guess = GUESS();
    await ask({ headers: bearer(guess) });
    testApp.database.forget();
    await askTimes(3, { headers: bearer(guess) });
    expect(testApp.database.statements().filter((text) => text.includes("api_keys"))).toEqual([]);
    const { key } = await makeKey(testApp.app);
    expect((await ask({ headers: bearer(key) })).status).toBe(200);
  });
});

test("what one process counts another one hears within a second or two", async () => {
  await askTimes(5);
  await until(async () => (await ask({ at: otherApp, from: address })).status === 429);
  testApp.clock.advance(MINUTE_MS);
  expect(await askTimes(1)).toEqual([200]);
});
