import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { createAppContext } from "../../server/app-context.js";
import { processErasures } from "../../server/features/privacy/process-erasures.js";
import { signRequest } from "../../server/features/privacy/signed-request.js";
import { TEST_USER_ID } from "../../server/features/privacy/test-request.js";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../server/lib/clock.js";
import { Secret } from "../../server/lib/secret.js";
import { countRows, rowsOf } from "../support/rows.js";
import { createTestApp, type TestApp } from "../support/test-app.js";

const ALONE = new AbortController().signal;
/** `/me`'s id and user_id of the bakery. */
const SCOPED = "36220564007528767";
const USER = "17841401313574613";

let testApp: TestApp;
let url: string;
beforeAll(async () => {
  testApp = await createTestApp({ JOBS: "off", INSTAGRAM_APP_SECRETS_OLD: "oldest-secret,older-secret" });
  url = await testApp.serve();
});
afterAll(() => testApp.close());
afterEach(async () => {
  await testApp.app.sql`truncate accounts, erasures, events cascade`;
});

/** A request that Meta signs now, or with something changed. */
function signed(userId: string, { agoMs = 0, secret = testApp.app.config.instagram.appSecret } = {}): string {
  const issuedAt = new Date(testApp.app.clock.now().getTime() - agoMs);
  return signRequest({ userId, issuedAt }, secret);
}

interface Answer {
  url: string;
  confirmation_code: string;
}

async function post(callback: string, signed_request: string, init: RequestInit = {}) {
  const body = new URLSearchParams({ signed_request });
  const answer = await fetch(`${url}/webhooks/instagram/${callback}`, { method: "POST", body, ...init });
  return { status: answer.status, headers: answer.headers, body: (await answer.json()) as Answer };
}

const page = async (address: string) => {
  const answer = await fetch(url + new URL(address).pathname);
  return { status: answer.status, cache: answer.headers.get("cache-control"), text: await answer.text() };
};
const tokenOf = async (id: string) =>
  (await testApp.app.sql`select sealed, failure_cause, next_refresh_at from tokens where account_id = ${id}`)[0];
const events = () =>
  testApp.app.sql`select action, outcome, actor, account_id, subject from events
    where action in ('callback.rejected', 'erasure.requested', 'account.deauthorized', 'account.erased') order by id`;

describe("deauthorize", () => {
  test.each([
    ["/me's id", () => SCOPED],
    ["/me's user_id", () => USER],
    ["the exchange's id", () => "111"],
  ])("forgets the token of the account that %s means, and leaves the data", async (_, id) => {
    const bakery = await testApp.connect("bakery");
    await testApp.app.sql`update accounts set exchange_user_id = '111' where id = ${bakery}`;
    const media = await testApp.app.sql`select id from media`;
    const { status } = await post("deauthorize", signed(id()));
    expect(status).toBe(200);
    expect(await tokenOf(bakery)).toEqual({ sealed: null, failure_cause: "APP_REMOVED", next_refresh_at: null });
    const [account] = await testApp.app.sql`select next_sync_at, sync_failure_cause from account_states`;
    expect(account).toEqual({ next_sync_at: null, sync_failure_cause: "APP_REMOVED" });
    expect(await testApp.app.sql`select id from media`).toEqual(media);
    expect(await events()).toMatchObject([{ action: "account.deauthorized", outcome: "ok", account_id: bakery }]);
  });

  test("is RECONNECT_REQUIRED to operators, and reconnecting mends it", async () => {
    const bakery = await testApp.connect("bakery");
    await post("deauthorize", signed(SCOPED));
    expect(await statusOf(bakery)).toBe("RECONNECT_REQUIRED");
    expect(await testApp.connect("bakery")).toBe(bakery);
    expect(await statusOf(bakery)).toBe("ACTIVE");
  });

  test("does nothing twice, and nothing to a person who has come back since", async () => {
    const bakery = await testApp.connect("bakery");
    const request = signed(SCOPED);
    await post("deauthorize", request);
    await post("deauthorize", request);
    expect(await events()).toHaveLength(1);
    await testApp.sandbox.control({ advance: "1h" });
    await testApp.connect("bakery");
    expect((await post("deauthorize", request)).status).toBe(200);
    expect((await tokenOf(bakery))?.sealed).not.toBeNull();
  });

  test("of a person who is unknown, or of an id that two accounts have, changes nothing", async () => {
    const ids = [await testApp.connect("bakery"), await testApp.connect("florist")];
    await testApp.app.sql`update accounts set exchange_user_id = '111'`;
    const before = await Promise.all(ids.map((id) => rowsOf(testApp.app.sql, id)));
    for (const id of ["111", "999"]) expect((await post("deauthorize", signed(id))).status).toBe(200);
    expect(await Promise.all(ids.map((id) => rowsOf(testApp.app.sql, id)))).toEqual(before);
    expect(await events()).toMatchObject([{ outcome: "AMBIGUOUS" }, { outcome: "NOT_FOUND" }]);
  });
});

async function statusOf(accountId: string): Promise<string> {
  const answer = await fetch(`${url}/graphql`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      authorization: `Bearer ${testApp.app.config.operatorToken?.reveal()}`,
    },
    body: JSON.stringify({ query: `{ account(id: "${accountId}") { status } }` }),
  });
  return ((await answer.json()) as { data: { account: { status: string } } }).data.account.status;
}

test("what the sandbox signs when an owner removes the app is accepted by both callbacks", async () => {
  const bakery = await testApp.connect("bakery");
  const answer = (await testApp.sandbox.control({ removeApp: { account: "bakery" } })) as {
    removeApp: { signed_request: string };
  };
  expect((await post("deauthorize", answer.removeApp.signed_request)).status).toBe(200);
  expect((await tokenOf(bakery))?.sealed).toBeNull();
  const { status, body } = await post("data-deletion", answer.removeApp.signed_request);
  await processErasures(testApp.app, ALONE);
  expect([status, await rowsOf(testApp.app.sql, bakery)]).toEqual([200, []]);
  expect((await page(body.url)).text).toContain("The data is deleted");
});

describe("data-deletion", () => {
  test("answers with a status page that says the truth at each step, without a name", async () => {
    const bakery = await testApp.connect("bakery");
    const answer = await post("data-deletion", signed(USER));
    expect(answer.status).toBe(200);
    const { url: address, confirmation_code: code } = answer.body;
    expect(answer.body).toEqual({ url: `http://localhost:4000/data-deletion/${code}`, confirmation_code: code });
    expect(code).toMatch(/^[0-9a-z]{40}$/);
    const pending = await page(address);
    expect([pending.status, pending.cache]).toEqual([200, "no-store"]);
    expect(pending.text).toContain("The data will be deleted");
    expect(await rowsOf(testApp.app.sql, bakery)).not.toEqual([]);

    // Another process takes it up, as after a restart.
    await using other = createAppContext(testApp.app.config, { clock: testApp.clock });
    await processErasures(other, ALONE);
    expect(await rowsOf(testApp.app.sql, bakery)).toEqual([]);
    const done = await page(address);
    expect(done.text).toContain("The data is deleted");
    expect(done.text).toMatch(/<dt>Profiles<\/dt><dd>1<\/dd>/);
    expect(done.text).toMatch(/<dt>Posts and parts of albums<\/dt><dd>\d+<\/dd>/);
    expect(`${pending.text}${done.text}`).not.toMatch(/bakery|Morgenrot|36220564007528767|17841401313574613|acc_/i);
    expect(await events()).toMatchObject([
      { action: "erasure.requested", outcome: "ok", account_id: bakery },
      { action: "account.erased", outcome: "ok", account_id: bakery },
    ]);
  });

  test("gives a replay the same answer, and deletes nothing of a person who has come back since", async () => {
    await testApp.connect("bakery");
    const request = signed(SCOPED);
    const [first, second] = await Promise.all([post("data-deletion", request), post("data-deletion", request)]);
    expect(second.body).toEqual(first.body);
    await processErasures(testApp.app, ALONE);
    const again = await testApp.connect("bakery");
    expect((await post("data-deletion", request)).body).toEqual(first.body);
    await processErasures(testApp.app, ALONE);
    expect(await rowsOf(testApp.app.sql, again)).not.toEqual([]);
    expect(await testApp.app.sql`select from erasures`).toHaveLength(1);
  });

  test("meets every request that waits for the same account", async () => {
    await testApp.connect("bakery");
    const answers = [
      await post("data-deletion", signed(SCOPED)),
      await post("data-deletion", signed(USER, { agoMs: HOUR_MS })),
    ];
    await processErasures(testApp.app, ALONE);
    for (const { body } of answers) expect((await page(body.url)).text).toContain("The data is deleted");
  });

  test("gives unknown people an answer of the same shape, whose page says so", async () => {
    const { status, body } = await post("data-deletion", signed("4711"));
    expect([status, Object.keys(body)]).toEqual([200, ["url", "confirmation_code"]]);
    expect((await page(body.url)).text).toContain("There was nothing to delete");
  });

  test("deletes nothing for an id that two accounts have, and its page says so", async () => {
    const ids = [await testApp.connect("bakery"), await testApp.connect("florist")];
    await testApp.app.sql`update accounts set exchange_user_id = '111'`;
    const { body } = await post("data-deletion", signed("111"));
    await processErasures(testApp.app, ALONE);
    expect((await page(body.url)).text).toContain("The data is not deleted yet");
    for (const id of ids) expect(await rowsOf(testApp.app.sql, id)).not.toEqual([]);
  });

  test("accepts each of the old secrets, and the field in the address", async () => {
    for (const text of ["oldest-secret", "older-secret"])
      expect((await post("data-deletion", signed("4711", { secret: new Secret(text) }))).status).toBe(200);
    const query = new URLSearchParams({ signed_request: signed("4711") });
    const answer = await fetch(`${url}/webhooks/instagram/data-deletion?${query}`, { method: "POST" });
    expect(answer.status).toBe(200);
  });

  test("a test request is answered like any other and changes nothing", async () => {
    const counts = await countRows(testApp.app.sql);
    const { status, body } = await post("data-deletion", signed(TEST_USER_ID));
    expect([status, (await page(body.url)).text]).toEqual([200, expect.stringContaining("This was a test")]);
    expect((await post("deauthorize", signed(TEST_USER_ID))).status).toBe(200);
    expect(await countRows(testApp.app.sql)).toEqual(counts);
  });

  test.each(["x", "f".repeat(40), "0".repeat(39), "F".repeat(40), "a".repeat(299)])(
    "the code %s is a 404",
    async (code) => {
      const { status, cache, text } = await page(`http://x/data-deletion/${code}`);
      expect([status, cache]).toEqual([404, "no-store"]);
      expect(text).toContain("This code is not known here");
    },
  );
});

describe.each(["deauthorize", "data-deletion"])("a forged %s", (callback) => {
  test("is a 400 with an entry in the audit log, whatever it is, and changes nothing", async () => {
    const own = await createTestApp({ JOBS: "off" });
    const address = `${await own.serve()}/webhooks/instagram/${callback}`;
    const bakery = await own.connect("bakery");
    const before = { ...(await countRows(own.app.sql)), events: 0 };
    const secret = own.app.config.instagram.appSecret;
    const at = (ms: number) =>
      signRequest({ userId: SCOPED, issuedAt: new Date(own.app.clock.now().getTime() + ms) }, secret);
    const form = (text: string) => new URLSearchParams({ signed_request: text });
    const json = { "content-type": "application/json" };
    const good = at(0);
    const cases: [string, RequestInit][] = [
      [
        "BAD_SIGNATURE",
        { body: form(signRequest({ userId: SCOPED, issuedAt: own.app.clock.now() }, new Secret("x"))) },
      ],
      ["STALE", { body: form(at(-4 * DAY_MS)) }],
      ["FROM_THE_FUTURE", { body: form(at(10 * MINUTE_MS)) }],
      ["MALFORMED", { body: form(`${good}.`) }],
      [
        "MALFORMED",
        {
          body: `signed_request=${good}&signed_request=${good}`,
          headers: { "content-type": "application/x-www-form-urlencoded" },
        },
      ],
      ["OVERSIZED", { body: form("a".repeat(5_000)) }],
      ["OVERSIZED", { body: form("a".repeat(2_000_000)) }],
      ["MALFORMED", { body: JSON.stringify({ signed_request: good }), headers: json }],
      ["MALFORMED", { body: "{", headers: json }],
      ["MALFORMED", { body: good, headers: { "content-type": "text/plain" } }],
      ["MISSING", {}],
      ["MISSING", { body: form("") }],
    ];
    for (const [fault, init] of cases) {
      const answer = await fetch(address, { method: "POST", ...init });
      expect([fault, answer.status]).toEqual([fault, 400]);
      expect(await answer.json()).toMatchObject({ errors: [{ extensions: { code: "BAD_USER_INPUT" } }] });
      const [entry] = await own.app
        .sql`select action, outcome, actor, subject, account_id from events order by id desc limit 1`;
      expect(entry).toEqual({
        action: "callback.rejected",
        outcome: fault,
        actor: "browser",
        subject: callback,
        account_id: null,
      });
    }
    expect({ ...(await countRows(own.app.sql)), events: 0 }).toEqual(before);
    expect((await own.app.sql`select sealed from tokens where account_id = ${bakery}`)[0]?.sealed).not.toBeNull();
    await own.close();
  });
});

test("many forgeries neither fill the audit log nor keep Meta out", async () => {
  const forged = signed("4711", { secret: new Secret("x") });
  const statuses = new Set<number>();
  for (let n = 0; n < 40; n++) statuses.add((await post("deauthorize", forged)).status);
  expect([...statuses]).toEqual([400, 429]);
  const limited = await post("deauthorize", forged);
  expect(Number(limited.headers.get("retry-after"))).toBeGreaterThan(0);
  expect((await post("deauthorize", signed("4711"))).status).toBe(200);
  const elsewhere = { headers: { "x-forwarded-for": "203.0.113.7" } };
  expect((await post("deauthorize", forged, elsewhere)).status).toBe(400);
  for (let n = 0; n < 50; n++) await post("deauthorize", forged, { headers: { "x-forwarded-for": `198.51.100.${n}` } });
  expect(await testApp.app.sql`select from events where action = 'callback.rejected'`).toHaveLength(60);
});
