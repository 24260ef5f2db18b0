import { afterAll, beforeAll, expect, test } from "vitest";
import type { TestApp } from "../support/test-app.js";
import { type Asked, bodyOf, FOREIGN, get, post, type ServedApps, SHOP, serveApps } from "./served-apps.js";

const SHARED = "public, max-age=60, stale-while-revalidate=600";

let apps: ServedApps;
let testApp: TestApp;
let open: string;
let closed: string;
let publishable: string;
let secret: string;
let session: string;

beforeAll(async () => {
  apps = await serveApps({ hasDatabaseProxy: true });
  ({ testApp, open, closed, publishable, secret, session } = apps);
});
afterAll(() => apps.close());

test("a GET without a key, and one with a publishable key in the address, may be kept by anyone for a minute", async () => {
  const anonymous = await get(open);
  expect(anonymous.status).toBe(200);
  expect(anonymous.headers.get("cache-control")).toBe(SHARED);
  const byAddress = await get(closed, { key: publishable, headers: { origin: SHOP } });
  expect(byAddress.status).toBe(200);
  expect(byAddress.headers.get("cache-control")).toBe(SHARED);
});

test("a GET with a key in a header may be kept by that client alone", async () => {
  for (const headers of [
    { authorization: `Bearer ${secret}` },
    { "x-api-key": secret },
    { "x-api-key": publishable, origin: SHOP },
  ]) {
    const answer = await get(closed, { headers });
    expect(answer.status).toBe(200);
    expect(answer.headers.get("cache-control")).toBe("private, max-age=60");
  }
});

test("a GET with a session is asked again each time", async () => {
  const answer = await get(closed, { headers: { cookie: session, "apollo-require-preflight": "1" } });
  expect((await bodyOf(answer)).data.account.username).toBe("bakery");
  expect(answer.headers.get("cache-control")).toBe("private, no-cache");
  expect(answer.headers.get("etag")).toMatch(/^"/);
});

test("a POST is not kept", async () => {
  const answer = await post(open);
  expect(answer.headers.get("cache-control")).toBe("no-store");
  expect(answer.headers.has("etag")).toBe(false);
});

test("who has the answer already gets an empty 304, with every header that a cache renews", async () => {
  const viewers: (Asked & { url: string })[] = [
    { url: open, headers: { origin: FOREIGN } },
    { url: closed, key: publishable, headers: { origin: SHOP } },
    { url: closed, headers: { authorization: `Bearer ${secret}` } },
    { url: closed, headers: { cookie: session, "apollo-require-preflight": "1" } },
  ];
  for (const { url, ...viewer } of viewers) {
    const first = await get(url, viewer);
    const etag = first.headers.get("etag") ?? "";
    for (const known of [etag, `W/${etag}`, `"other", ${etag}`, "*"]) {
      const again = await get(url, { ...viewer, headers: { ...viewer.headers, "if-none-match": known } });
      expect(again.status, known).toBe(304);
      expect(await again.text()).toBe("");
      for (const name of ["etag", "cache-control", "vary", "access-control-allow-origin"]) {
        expect(again.headers.get(name), name).toBe(first.headers.get(name));
      }
    }
    const other = await get(url, { ...viewer, headers: { ...viewer.headers, "if-none-match": '"other"' } });
    expect(other.status).toBe(200);
  }
});

test("a HEAD is answered as the GET, with the length of its text and a 304 for its tag", async () => {
  const address = `${open}/graphql?query=${encodeURIComponent("{ __typename }")}`;
  const whole = await fetch(address);
  const { length } = await whole.text();
  const etag = whole.headers.get("etag") ?? "";
  for (const [known, status] of [
    ['"other"', 200],
    [etag, 304],
    ["*", 304],
  ] as const) {
    const head = await fetch(address, { method: "HEAD", headers: { "if-none-match": known } });
    expect([head.status, head.headers.get("etag")], known).toEqual([status, etag]);
    expect([head.headers.get("content-length"), await head.text()]).toEqual([String(length), ""]);
  }
});

test("another answer has another tag", async () => {
  const one = await get(open);
  const two = await get(open, { query: '{ account(username: "bakery") { id } }' });
  expect(one.headers.get("etag")).not.toBe(two.headers.get("etag"));
});

test("`Vary` names all that an answer depends on", async () => {
  const always = ["accept", "authorization", "cookie", "origin", "x-api-key"];
  for (const answer of [
    await get(open),
    await get(open, { headers: { origin: FOREIGN } }),
    await get(closed, { key: publishable, headers: { origin: SHOP } }),
    await get(closed, { headers: { authorization: "Bearer sk_wrong" } }),
  ]) {
    expect(varyOf(answer)).toEqual(expect.arrayContaining(always));
  }
  const byReferer = await get(closed, { key: publishable, headers: { referer: `${SHOP}/pictures` } });
  expect(byReferer.status).toBe(200);
  expect(varyOf(byReferer)).toContain("referer");
});

test("no error is kept, whatever its status", async () => {
  const wrong = { authorization: "Bearer sk_wrong" };
  const failures: [number, Promise<Response>][] = [
    [200, get(closed)],
    [200, get(open, { query: "{ viewer { kind } accounts { totalCount } }" })],
    [200, get(open, { query: "{ viewer { kind } media(first: 0) { id } }" })],
    [400, get(open, { query: "{ nothing }" })],
    [400, get(open, { query: "{" })],
    [401, get(open, { headers: wrong })],
    [401, get(closed, { headers: wrong })],
    [403, get(closed, { key: publishable, headers: { origin: FOREIGN } })],
    [405, get(open, { query: "mutation { disconnectAccount(accountId: 1) }" })],
  ];
  for (const [status, asked] of failures) {
    const answer = await asked;
    const text = await answer.text();
    expect(answer.status, text).toBe(status);
    expect(JSON.parse(text).errors.length).toBeGreaterThan(0);
    expect(answer.headers.get("cache-control"), text).toBe("no-store");
    expect(answer.headers.has("etag"), text).toBe(false);
  }
});

test("a GET while the database is away is not kept, and not mistaken for what is known already", async () => {
  await testApp.database.cut();
  try {
    const answer = await get(open, { headers: { "if-none-match": "*" } });
    expect(answer.status).toBe(503);
    expect(answer.headers.get("cache-control")).toBe("no-store");
    expect(Number(answer.headers.get("retry-after"))).toBeGreaterThan(0);
  } finally {
    await testApp.database.mend();
  }
  await expect.poll(async () => (await get(open)).status, { timeout: 10_000 }).toBe(200);
});

function varyOf({ headers }: Response): string[] {
  return headers.get("vary")?.toLowerCase().split(/, */) ?? [];
}
