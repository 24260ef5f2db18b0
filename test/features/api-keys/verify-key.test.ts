import { once } from "node:events";
import { get, type IncomingMessage } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { beforeAll, describe, expect, test } from "vitest";
import { KEYS_CHANNEL, verifyKey } from "../../../server/features/api-keys/verify-key.js";
import { DAY_MS, MINUTE_MS } from "../../../server/lib/clock.js";
import { apiErrorOf, until } from "../../support/api-error.js";
import { bearer, makeKey, SITE, signedIn } from "../../support/credentials.js";
import { AS_OPERATOR, ask } from "../../support/graphql.js";
import { OPERATOR_TOKEN, setUpTestApp } from "../../support/test-app.js";

const testApp = setUpTestApp({ PUBLIC_READ: "off" }, { hasDatabaseProxy: true });
let url: string;
let bakery: string;
let florist: string;

const heard = new Set<string>();

beforeAll(async () => {
  await new Promise<void>((onGap) =>
    testApp.app.pubsub.subscribe(KEYS_CHANNEL, { onMessage: (payload) => void heard.add(payload), onGap }),
  );
  url = await testApp.serve();
  bakery = await testApp.connect("bakery");
  florist = await testApp.connect("florist");
});

const WHO = "{ viewer { kind account { username } } }";

describe("a secret key", () => {
  test("reads its accounts and no others, by either header", async () => {
    const { key } = await makeKey(testApp.app, { accountIds: [florist] });
    for (const headers of [bearer(key), { "x-api-key": key }]) {
      const { data } = await ask(url, "{ viewer { kind } accounts { nodes { username } totalCount } }", { headers });
      expect(data).toEqual({
        viewer: { kind: "CLIENT" },
        accounts: { nodes: [{ username: "florist" }], totalCount: 1 },
      });
    }
    const other = await ask(url, `{ account(id: "${bakery}") { id } }`, { headers: bearer(key) });
    expect(other).toMatchObject({ status: 200, data: { account: null }, errors: undefined });
  });

  test("with allAccounts reads those connected later too", async () => {
    const { key } = await makeKey(testApp.app);
    await testApp.connect("garage");
    const { data } = await ask(url, '{ account(username: "garage") { username } }', { headers: bearer(key) });
    expect(data.account.username).toBe("garage");
  });

  test("in the address is refused, and the next step is to revoke it", async () => {
    const { key } = await makeKey(testApp.app);
    const answer = await fetch(`${url}/graphql?key=${key}&query={viewer{kind}}`);
    expect(answer.status).toBe(401);
    const { errors } = (await answer.json()) as { errors: { extensions: Record<string, string> }[] };
    expect(errors[0]?.extensions).toMatchObject({ code: "UNAUTHENTICATED", nextStep: expect.stringMatching(/revoke/) });
  });
});

const OTHER_SCHEMES = [
  "",
  " ",
  "Basic",
  "Basic YTpi",
  "Basic YTpi, Negotiate",
  "Digest",
  'Digest username="a"',
  "Negotiate",
  "Negotiate ",
  "Negotiate YII=",
  "NTLM",
  "SCRAM-SHA-256-PLUS",
  "Bearer-ish x",
  "Bearer-ish",
  "=?",
];

describe("credentials that are not valid end the whole request", () => {
  test.each([
    ["an unknown key", { authorization: `Bearer sk_${"A".repeat(43)}` }],
    ["what is no key", { authorization: "Bearer nonsense" }],
    ["a Bearer without a key", { authorization: "Bearer" }],
    ["a Bearer of two words", { authorization: "Bearer a b" }],
    ["a key that is sent without its Bearer", { authorization: `sk_${"A".repeat(43)}` }],
    ["an unknown key beside another scheme", { authorization: "Basic YTpi", "x-api-key": `sk_${"A".repeat(43)}` }],
    ["an empty key", { "x-api-key": "" }],
  ])("%s", async (_name, headers) => {
    const { status, errors, data } = await ask(url, WHO, { headers });
    expect(status).toBe(401);
    expect(errors?.[0]?.extensions.code).toBe("UNAUTHENTICATED");
    expect(data).toBeUndefined();
  });

  test("also beside a good cookie", async () => {
    const cookie = await signedIn(testApp.app);
    expect((await ask(url, WHO, { headers: cookie })).data.viewer.kind).toBe("OPERATOR");
    const { status } = await ask(url, WHO, { headers: { ...cookie, authorization: "Bearer nonsense" } });
    expect(status).toBe(401);
  });

  test("what another scheme says is not ours, and the next credential counts", async () => {
    const cookie = await signedIn(testApp.app, "alan@example.com");
    const { key } = await makeKey(testApp.app);
    const site = await makeKey(testApp.app, { kind: "PUBLISHABLE" });
    for (const authorization of OTHER_SCHEMES) {
      const kindBy = async (headers: Record<string, string>) =>
        (await ask(url, WHO, { headers: { authorization, ...headers } })).data.viewer.kind;
      expect(await kindBy({}), authorization).toBe("ANONYMOUS");
      expect(await kindBy({ "x-api-key": key }), authorization).toBe("CLIENT");
      expect(await kindBy(cookie), authorization).toBe("OPERATOR");
    }
    const answer = await fetch(`${url}/graphql?key=${site.key}&query=${encodeURIComponent(WHO)}`, {
      headers: { authorization: "Basic YTpi", origin: SITE },
    });
    expect(await answer.json()).toMatchObject({ data: { viewer: { kind: "CLIENT" } } });
    expect(answer.headers.get("cache-control")).toBe("private, max-age=60");
  });

  test("of several Authorization headers ours counts, wherever it stands", async () => {
    const { key } = await makeKey(testApp.app);
    const ours = `Bearer ${key}`;
    for (const authorization of [[ours], ["Basic YTpi", ours], [ours, "Negotiate"], ["", "Digest", ours]]) {
      expect(await kindBySeveral(authorization), authorization.join()).toBe("CLIENT");
    }
    expect(await kindBySeveral(["Basic YTpi", "Negotiate"])).toBe("ANONYMOUS");
    expect(await kindBySeveral(["Basic YTpi", "Bearer nonsense"])).toBe(401);
  });

  test("a good header beats the cookie", async () => {
    const { key } = await makeKey(testApp.app);
    const cookie = await signedIn(testApp.app, "grace@example.com");
    expect((await ask(url, WHO, { headers: { ...cookie, ...bearer(key) } })).data.viewer.kind).toBe("CLIENT");
  });

  test("a key that has run out, to the instant", async () => {
    const expiresAt = new Date(testApp.clock.now().getTime() + DAY_MS);
    const { key } = await makeKey(testApp.app, { expiresAt });
    expect((await ask(url, WHO, { headers: bearer(key) })).status).toBe(200);
    testApp.clock.advance(DAY_MS);
    const { status, errors } = await ask(url, WHO, { headers: bearer(key) });
    expect(status).toBe(401);
    expect(errors?.[0]?.message).toContain(expiresAt.toISOString());
  });

  test("a key of the other mode", async () => {
    const { id, key } = await makeKey(testApp.app);
    await testApp.app.sql`update api_keys set sandbox = false where id = ${id}`;
    expect((await ask(url, WHO, { headers: bearer(key) })).status).toBe(401);
    expect(
      JSON.stringify((await ask(url, "{ apiKeys(first: 100) { nodes { id } } }", AS_OPERATOR)).data),
    ).not.toContain(id);
  });
});

describe("a publishable key", () => {
  test("works on its sites by Origin, by Referer, and in the address of a GET", async () => {
    const { key } = await makeKey(testApp.app, { kind: "PUBLISHABLE", accountIds: [bakery] });
    for (const place of [{ origin: SITE }, { referer: `${SITE}/page?x=1` }]) {
      const { data } = await ask(url, WHO, { headers: { ...bearer(key), ...place } });
      expect(data.viewer).toEqual({ kind: "CLIENT", account: { username: "bakery" } });
    }
    const get = await fetch(`${url}/graphql?key=${key}&query=${encodeURIComponent(WHO)}`, {
      headers: { origin: SITE },
    });
    expect(await get.json()).toMatchObject({ data: { viewer: { kind: "CLIENT" } } });
  });

  test("is refused elsewhere, with both places named", async () => {
    const { key } = await makeKey(testApp.app, { kind: "PUBLISHABLE" });
    const headers = { ...bearer(key), origin: "http://localhost:5173" };
    const { status, errors } = await ask(url, WHO, { headers });
    expect(status).toBe(403);
    expect(errors?.[0]?.extensions).toEqual({
      code: "FORBIDDEN",
      nextStep: `This key allows ${SITE}; the request came from http://localhost:5173. Add it under API keys.`,
    });
  });

  test.each([
    ["without a place", {}],
    ["from a page that hides its origin", { origin: "null" }],
    ["from another site that was led there by an allowed one", { origin: "https://evil.example", referer: `${SITE}/` }],
  ])("is refused %s", async (_name, place) => {
    const { key } = await makeKey(testApp.app, { kind: "PUBLISHABLE" });
    expect((await ask(url, WHO, { headers: { ...bearer(key), ...place } })).status).toBe(403);
  });

  test("is refused in the address of a POST", async () => {
    const { key } = await makeKey(testApp.app, { kind: "PUBLISHABLE" });
    const answer = await fetch(`${url}/graphql?key=${key}`, {
      method: "POST",
      headers: { "content-type": "application/json", origin: SITE },
      body: JSON.stringify({ query: WHO }),
    });
    expect(answer.status).toBe(401);
  });

  test("sees no tokens, no words and no reason for staleness", async () => {
    await testApp.app.sql`update accounts set reference = 'r1', tags = '{t}', note = 'n' where id = ${bakery}`;
    const { key } = await makeKey(testApp.app, { kind: "PUBLISHABLE", accountIds: [bakery] });
    const { data } = await ask(url, "{ account { reference tags note staleCause nextSyncAt token { health } } }", {
      headers: { ...bearer(key), origin: SITE },
    });
    const nothing = { reference: null, tags: [], note: null, staleCause: null, nextSyncAt: null, token: null };
    expect(data.account).toEqual(nothing);
  });
});

describe("what a verification costs", () => {
  const lastUseOf = async (id: string) => {
    const [row] = await testApp.app.sql<
      { at: string | null }[]
    >`select last_used_at as at from api_keys where id = ${id}`;
    return row?.at ?? null;
  };

  test("one statement for the first use, none for the next, and one in a while for the last use", async () => {
    const { id, key } = await makeKey(testApp.app);
    await until(() => heard.has(id));
    testApp.database.forget();
    await Promise.all(Array.from({ length: 20 }, () => verifyKey(testApp.app, key, null)));
    expect(testApp.database.statements().filter((text) => text.includes("api_keys"))).toHaveLength(1);
    await until(async () => (await lastUseOf(id)) !== null);
    const first = await lastUseOf(id);
    await verifyKey(testApp.app, key, null);
    await sleep(1_500);
    expect(await lastUseOf(id)).toBe(first);
    testApp.clock.advance(MINUTE_MS);
    await verifyKey(testApp.app, key, null);
    await until(async () => (await lastUseOf(id)) !== first);
  });

  test("a last use that is not noted while the background is full, and noted again when it is not", async () => {
    const { background } = testApp.app;
    const { id, key } = await makeKey(testApp.app);
    let letGo = () => {};
    const held = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    for (let n = 0; n < 10; n++) if (!background.start("held", () => held)) break;
    await verifyKey(testApp.app, key, null);
    letGo();
    await until(() => background.start("free", async () => undefined));
    testApp.clock.advance(MINUTE_MS);
    await verifyKey(testApp.app, key, null);
    await until(async () => (await lastUseOf(id)) !== null);
  });

  test("a guess costs no memory, and what cannot be a key no statement", async () => {
    testApp.database.forget();
    expect((await apiErrorOf(verifyKey(testApp.app, "sk_short", null))).code).toBe("UNAUTHENTICATED");
    expect(testApp.database.statements()).toEqual([]);
  });

  test("while the database is away a key is neither good nor bad", async () => {
    const { key } = await makeKey(testApp.app);
    await testApp.database.cut();
    const { status, errors } = await ask(url, WHO, { headers: bearer(key) });
    expect(status).toBe(503);
    expect(errors?.[0]?.extensions.code).toBe("SERVICE_UNAVAILABLE");
    await testApp.database.mend();
    await until(async () => (await ask(url, WHO, { headers: bearer(key) })).status === 200);
  });
});

test("the operator token is no key, and acts as an operator", async () => {
  const { data } = await ask(url, "{ viewer { kind } }", { headers: { "x-api-key": OPERATOR_TOKEN } });
  expect(data.viewer.kind).toBe("OPERATOR");
});

/** `fetch` would make one header of them. */
async function kindBySeveral(authorization: string[]): Promise<number | string | undefined> {
  const headers = ["Host", new URL(url).host, ...authorization.flatMap((text) => ["Authorization", text])];
  const request = get(`${url}/graphql?query=${encodeURIComponent(WHO)}`, { headers });
  const [answer] = (await once(request, "response")) as [IncomingMessage];
  const text = (await answer.toArray()).join("");
  return answer.statusCode === 200 ? /"kind":"(\w+)"/.exec(text)?.[1] : answer.statusCode;
}
