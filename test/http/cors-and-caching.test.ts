import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createKey } from "../../server/features/api-keys/create-key.js";
import { revokeKey } from "../../server/features/api-keys/revoke-key.js";
import { createServer } from "../../server/http/server.js";
import { OPERATOR } from "../support/cast.js";
import { OPERATOR_TOKEN, type TestApp } from "../support/test-app.js";
import { bodyOf, DESK, FOREIGN, GRANT, get, makeKey, post, type ServedApps, SHOP, serveApps } from "./served-apps.js";

let apps: ServedApps;
let testApp: TestApp;
let open: string;
let closed: string;
let publishable: string;
let secret: string;
let session: string;

beforeAll(async () => {
  apps = await serveApps();
  ({ testApp, open, closed, publishable, secret, session } = apps);
});
afterAll(() => apps.close());

describe("preflight", () => {
  test("with PUBLIC_READ it is answered for any origin", async () => {
    const { status, headers } = await preflight(open, FOREIGN);
    expect(status).toBe(204);
    expect(headers.get("access-control-allow-origin")).toBe("*");
    expect(headers.get("access-control-allow-methods")).toBe("GET, POST");
    expect(headers.has("access-control-allow-credentials")).toBe(false);
  });

  test.each([SHOP, "https://north.shops.example", "http://localhost:5173", "http://localhost"])(
    "it is answered for an origin of a live key: %s",
    async (origin) => {
      const { status, headers } = await preflight(closed, origin);
      expect(status).toBe(204);
      expect(headers.get("access-control-allow-origin")).toBe(origin);
      expect(headers.has("access-control-allow-credentials")).toBe(false);
      expect(headers.get("vary")).toContain("Origin");
    },
  );

  test.each([
    FOREIGN,
    "http://shop.example",
    "https://shop.example:8443",
    "https://shops.example",
    "https://a.b.shops.example",
    "https://shop.example.foreign.example",
    "https://localhost:5173",
    "http://localhost.foreign.example:80",
    "null",
  ])("it is not answered for another origin: %s", async (origin) => {
    expect(corsOf(await preflight(closed, origin))).toEqual({});
  });

  test.each(["open", "closed"])("it is answered for ALLOWED_ORIGINS with credentials: %s", async (name) => {
    const { headers } = await preflight(name === "open" ? open : closed, DESK);
    expect(headers.get("access-control-allow-origin")).toBe(DESK);
    expect(headers.get("access-control-allow-credentials")).toBe("true");
  });

  test("it allows the headers of keys, of Apollo's clients and whatever else the page asks for", async () => {
    const { headers } = await preflight(closed, SHOP, "authorization,content-type,traceparent,x-api-key");
    const allowed = headers.get("access-control-allow-headers")?.toLowerCase().split(/, */);
    expect(allowed).toEqual(expect.arrayContaining(["authorization", "content-type", "x-api-key", "traceparent"]));
    expect(allowed).toContain("apollo-require-preflight");
    expect(headers.get("vary")).toContain("Access-Control-Request-Headers");
  });

  test("a key that is revoked or has run out opens no origin", async () => {
    const revoked = "https://revoked.example";
    const { apiKey } = await createKey(testApp.app, { ...GRANT, origins: [revoked] }, OPERATOR);
    const expiring = "https://expiring.example";
    await makeKey(testApp, { origins: [expiring], expiresAt: new Date(testApp.clock.now().getTime() + 60_000) });
    await expect.poll(() => allowedOrigin(closed, revoked)).toBe(revoked);
    await expect.poll(() => allowedOrigin(closed, expiring)).toBe(expiring);
    await revokeKey(testApp.app, apiKey.id, OPERATOR);
    await testApp.sandbox.control({ advance: "2m" });
    await expect.poll(() => allowedOrigin(closed, revoked), { timeout: 5_000 }).toBeNull();
    await expect.poll(() => allowedOrigin(closed, expiring), { timeout: 5_000 }).toBeNull();
  });
});

describe("who may read an answer", () => {
  test("with PUBLIC_READ and without cookies every page, by GET and by POST", async () => {
    for (const answer of [
      await get(open, { headers: { origin: FOREIGN } }),
      await get(open),
      await post(open, { headers: { origin: FOREIGN } }),
    ]) {
      expect(corsOf(answer)).toEqual({ origin: "*" });
      expect((await bodyOf(answer)).data.account.username).toBe("bakery");
    }
  });

  test("also what was wrong with the query", async () => {
    const answer = await get(open, { query: "{ nothing }", headers: { origin: FOREIGN } });
    expect(answer.status).toBe(400);
    expect(corsOf(answer)).toEqual({ origin: "*" });
  });

  test("without PUBLIC_READ and without a key no page", async () => {
    const answer = await get(closed, { headers: { origin: FOREIGN } });
    expect((await bodyOf(answer)).codes).toEqual(["UNAUTHENTICATED"]);
    expect(corsOf(answer)).toEqual({});
  });

  test("with a publishable key and without cookies any page that has the answer, whichever way the key came", async () => {
    const byHeaders = [{ authorization: `Bearer ${publishable}` }, { "x-api-key": publishable }];
    for (const url of [open, closed]) {
      for (const origin of [SHOP, "https://north.shops.example", "http://localhost:5173"]) {
        expect(corsOf(await get(url, { key: publishable, headers: { origin } }))).toEqual({ origin: "*" });
        for (const headers of byHeaders) {
          expect(corsOf(await get(url, { headers: { ...headers, origin } }))).toEqual({ origin: "*" });
          expect(corsOf(await post(url, { headers: { ...headers, origin } }))).toEqual({ origin: "*" });
        }
      }
      expect(corsOf(await get(url, { key: publishable, headers: { referer: `${SHOP}/` } }))).toEqual({ origin: "*" });
    }
  });

  test("a publishable key from another page is refused whole, names both sites, and is nobody's to read", async () => {
    for (const url of [open, closed]) {
      const answer = await get(url, { key: publishable, headers: { origin: FOREIGN } });
      expect(answer.status).toBe(403);
      expect(corsOf(answer)).toEqual({});
      expect(answer.headers.get("cache-control")).toBe("no-store");
      const { codes, nextStep } = await bodyOf(answer);
      expect(codes).toEqual(["FORBIDDEN"]);
      expect(nextStep).toContain(SHOP);
      expect(nextStep).toContain(FOREIGN);
    }
  });

  test("ALLOWED_ORIGINS read everything with credentials, also errors", async () => {
    const headers = { origin: DESK };
    for (const answer of [
      await get(open, { headers }),
      await get(closed, { headers }),
      await post(closed, { headers: { ...headers, cookie: session } }),
      await get(closed, { headers: { ...headers, authorization: "Bearer sk_wrong" } }),
      await post(closed, { headers, body: "{" }),
    ]) {
      expect(corsOf(answer)).toEqual({ origin: DESK, credentials: "true" });
    }
  });

  test("what was asked with a cookie, a secret key or the operator's token no other page", async () => {
    const headers = { origin: FOREIGN, "apollo-require-preflight": "1" };
    for (const answer of [
      await get(open, { headers: { ...headers, cookie: session } }),
      await get(open, { headers: { ...headers, cookie: "theme=dark" } }),
      await get(open, { headers: { ...headers, authorization: `Bearer ${secret}` } }),
      await get(open, { headers: { ...headers, authorization: `Bearer ${OPERATOR_TOKEN}` } }),
    ]) {
      expect(corsOf(answer)).toEqual({});
    }
  });

  test("a request that is refused early tells so to the pages that would have been let in, to no other", async () => {
    const refused = (url: string, origin: string) => [
      post(url, { headers: { origin }, body: "{" }),
      post(url, { headers: { origin }, body: JSON.stringify({ query: `#${"x".repeat(1_000_001)}` }) }),
      get(url, { headers: { origin, authorization: "Bearer sk_wrong" } }),
    ];
    for (const [url, origin, cors] of [
      [open, FOREIGN, { origin: "*" }],
      [closed, SHOP, { origin: SHOP }],
      [closed, DESK, { origin: DESK, credentials: "true" }],
      [closed, FOREIGN, {}],
    ] as const) {
      const answers = await Promise.all(refused(url, origin));
      expect(answers.map(({ status }) => status)).toEqual([400, 413, 401]);
      expect(answers.map(corsOf)).toEqual([cors, cors, cors]);
    }
  });

  test("a page may read when to come again and the tag of what it has", async () => {
    const { headers } = await get(open, { headers: { origin: FOREIGN } });
    expect(headers.get("access-control-expose-headers")).toBe(
      "ETag, RateLimit-Limit, RateLimit-Remaining, RateLimit-Reset, Retry-After",
    );
  });
});

describe("signing in and out", () => {
  test.each(["/auth/sign-in", "/auth/sign-out"])(
    "ALLOWED_ORIGINS may call %s with cookies, nobody else",
    async (path) => {
      const ask = (origin: string, method: string) =>
        fetch(`${open}${path}`, { method, headers: { origin, "content-type": "application/json" } });
      const asked = await ask(DESK, "OPTIONS");
      expect(asked.status).toBe(204);
      expect(asked.headers.get("access-control-allow-methods")).toBe("POST");
      expect(asked.headers.get("access-control-allow-headers")).toContain("Content-Type");
      expect(corsOf(asked)).toEqual({ origin: DESK, credentials: "true" });
      expect(corsOf(await ask(DESK, "POST"))).toEqual({ origin: DESK, credentials: "true" });
      for (const origin of [FOREIGN, SHOP]) {
        expect(corsOf(await ask(origin, "OPTIONS"))).toEqual({});
        expect(corsOf(await ask(origin, "POST"))).toEqual({});
      }
    },
  );
});

test("under https the session's cookie is this host's own, and pages that came by http are foreign", async () => {
  const safe = await createServer({
    ...testApp.app,
    config: { ...testApp.app.config, publicUrl: "https://feed.example" },
  });
  const asked = (cookie: string, origin: string) =>
    safe.inject({
      method: "POST",
      url: "/graphql",
      headers: { host: "feed.example", cookie, origin },
      payload: { query: "{ viewer { kind } }" },
    });
  const body = { email: "desk@example.com", password: "a long password of the desk" };
  const { headers } = await safe.inject({ method: "POST", url: "/auth/sign-in", payload: body });
  const cookie = String(headers["set-cookie"]).split(";")[0] ?? "";
  expect(String(headers["set-cookie"])).toMatch(
    /^__Host-darkroom_session=[^;]+; .*Path=\/; HttpOnly; Secure; SameSite=Lax$/,
  );
  expect((await asked(cookie, "https://feed.example")).json().data.viewer.kind).toBe("OPERATOR");
  expect((await asked(cookie, "http://feed.example")).statusCode).toBe(403);
  // Another host of the domain may set a cookie of the plain name.
  expect((await asked(cookie.replace("__Host-", ""), "https://feed.example")).json().data.viewer.kind).toBe(
    "ANONYMOUS",
  );
  const out = await safe.inject({ method: "POST", url: "/auth/sign-out", headers: { cookie } });
  expect(String(out.headers["set-cookie"])).toMatch(/^__Host-darkroom_session=; .*Path=\/.*Secure/);
  expect((await asked(cookie, "https://feed.example")).json().data.viewer.kind).toBe("ANONYMOUS");
  await safe.close();
});

function preflight(url: string, origin: string, asked = "content-type,x-api-key"): Promise<Response> {
  return fetch(`${url}/graphql`, {
    method: "OPTIONS",
    headers: { origin, "access-control-request-method": "POST", "access-control-request-headers": asked },
  });
}

async function allowedOrigin(url: string, origin: string): Promise<string | null> {
  return (await preflight(url, origin)).headers.get("access-control-allow-origin");
}

/** What an answer says of who may read it. */
function corsOf({ headers }: Response): { origin?: string; credentials?: string } {
  const origin = headers.get("access-control-allow-origin");
  const credentials = headers.get("access-control-allow-credentials");
  return { ...(origin && { origin }), ...(credentials && { credentials }) };
}
