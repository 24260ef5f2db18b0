import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { OPERATOR_TOKEN } from "../support/test-app.js";
import { bodyOf, get, post, QUERY, type ServedApps, SHOP, serveApps } from "./served-apps.js";

const SHARED = "public, max-age=60, stale-while-revalidate=600";

let apps: ServedApps;
let open: string;
let closed: string;
let publishable: string;
let secret: string;
let session: string;

beforeAll(async () => {
  apps = await serveApps();
  ({ open, closed, publishable, secret, session } = apps);
});
afterAll(() => apps.close());

describe("forged requests", () => {
  const plain = { "content-type": "text/plain" };

  test("a GET with a cookie is refused unless a header shows that a page may send it", async () => {
    const forged = await get(closed, { headers: { cookie: session } });
    expect(forged.status).toBe(400);
    expect((await bodyOf(forged)).codes).toEqual(["BAD_USER_INPUT"]);
    const meant = await get(closed, { headers: { cookie: session, "apollo-require-preflight": "1" } });
    expect(meant.status).toBe(200);
  });

  test("a GET with a key passes, with a cookie too, and so does one without cookies", async () => {
    expect((await get(open)).status).toBe(200);
    const cookie = "theme=dark";
    expect((await get(closed, { headers: { cookie, authorization: `Bearer ${secret}` } })).status).toBe(200);
    expect((await get(closed, { key: publishable, headers: { cookie, origin: SHOP } })).status).toBe(200);
  });

  test("a POST that a form could send is refused, whoever sends it", async () => {
    for (const headers of [{ ...plain, cookie: session }, plain]) {
      const answer = await post(closed, { headers });
      expect(answer.status).toBe(400);
      expect((await bodyOf(answer)).data).toBeUndefined();
    }
    const form = { "content-type": "application/x-www-form-urlencoded", cookie: session };
    expect((await post(closed, { headers: form, body: `query=${encodeURIComponent(QUERY)}` })).status).toBe(400);
  });

  test("a mutation by GET is refused, and changes nothing", async () => {
    const account = (await bodyOf(await get(open))).data.account.username;
    const query = 'mutation { createApiKey(input: { name: "forged", kind: SECRET, allAccounts: true }) { key } }';
    const headers = { authorization: `Bearer ${OPERATOR_TOKEN}` };
    const answer = await get(open, { query, headers });
    expect(answer.status).toBe(405);
    expect(answer.headers.get("allow")).toBe("POST");
    const keys = await post(open, { headers, body: JSON.stringify({ query: "{ apiKeys { nodes { name } } }" }) });
    const names = (await bodyOf(keys)).data.apiKeys.nodes.map(({ name }: { name: string }) => name);
    expect(names).not.toContain("forged");
    expect(account).toBe("bakery");
  });
});

describe("persisted queries", () => {
  const persisted = (query: string) => ({
    persistedQuery: { version: 1, sha256Hash: createHash("sha256").update(query).digest("hex") },
  });

  test("by GET: unknown, then sent once, then by its hash alone, and that may be kept", async () => {
    const query = '{ account(username: "bakery") { persisted: username } }';
    const extensions = JSON.stringify(persisted(query));
    const unknown = await get(open, { query: null, extensions });
    expect(unknown.status).toBe(200);
    expect((await bodyOf(unknown)).codes).toEqual(["PERSISTED_QUERY_NOT_FOUND"]);
    expect(unknown.headers.get("cache-control")).toBe("no-store");
    expect((await get(open, { query, extensions })).status).toBe(200);
    const known = await get(open, { query: null, extensions });
    expect((await bodyOf(known)).data.account.persisted).toBe("bakery");
    expect(known.headers.get("cache-control")).toBe(SHARED);
  });

  test("by POST", async () => {
    const query = '{ account(username: "bakery") { posted: username } }';
    const extensions = persisted(query);
    const unknown = await post(open, { body: JSON.stringify({ extensions }) });
    expect((await bodyOf(unknown)).codes).toEqual(["PERSISTED_QUERY_NOT_FOUND"]);
    await post(open, { body: JSON.stringify({ query, extensions }) });
    const known = await post(open, { body: JSON.stringify({ extensions }) });
    expect((await bodyOf(known)).data.account.posted).toBe("bakery");
  });

  test("a text that is not the hash's is refused and not kept", async () => {
    const extensions = JSON.stringify(persisted("{ viewer { kind } }"));
    expect((await get(open, { query: QUERY, extensions })).status).toBe(400);
    const answer = await get(open, { query: null, extensions });
    expect((await bodyOf(answer)).codes).toEqual(["PERSISTED_QUERY_NOT_FOUND"]);
  });
});
