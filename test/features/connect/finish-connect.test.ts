import { describe, expect, test } from "vitest";
import { type AppContext, createAppContext } from "../../../server/app-context.js";
import type { ConnectReturn } from "../../../server/features/connect/consume-state.js";
import { finishConnect } from "../../../server/features/connect/finish-connect.js";
import { browserInitiator, type Initiator, initiatorOf } from "../../../server/features/connect/initiator.js";
import { startConnect } from "../../../server/features/connect/start-connect.js";
import { createInstagram } from "../../../server/instagram/create-client.js";
import { MINUTE_MS } from "../../../server/lib/clock.js";
import type { ErrorCode } from "../../../server/lib/errors.js";
import { apiErrorOf } from "../../support/api-error.js";
import { OPERATOR } from "../../support/cast.js";
import { consent } from "../../support/connect-member.js";
import { countRows } from "../../support/rows.js";
import { setUpTestApp } from "../../support/test-app.js";

const URIS = ["https://app.example/a", "https://app.example/b"] as const;

const testApp = setUpTestApp({ REDIRECT_URIS: URIS.join(), JOBS: "off" }, { isReset: true });

interface Began {
  member?: string;
  caller?: Initiator;
  accountId?: string | null;
  reference?: string;
}

/** Begins a handshake and agrees on the consent page; what comes back is not presented yet. */
async function begin({
  member = "bakery",
  caller = initiatorOf(OPERATOR),
  ...more
}: Began = {}): Promise<ConnectReturn> {
  const [redirectUri] = URIS;
  const { authorizeUrl, state } = await startConnect(testApp.app, { viewer: OPERATOR, caller, redirectUri, ...more });
  return { viewer: OPERATOR, caller, redirectUri, state, code: await consent(authorizeUrl, member) };
}

const finish = (request: ConnectReturn, app: AppContext = testApp.app) => finishConnect(app, request);
const codeOf = async (act: Promise<unknown>): Promise<ErrorCode> => (await apiErrorOf(act)).code;

describe("the state", () => {
  test("that nobody began is refused", async () => {
    expect(await codeOf(finish({ ...(await begin()), state: "unknown" }))).toBe("STATE_INVALID");
  });

  test("is good once", async () => {
    const request = await begin();
    await finish(request);
    const again = { ...request, code: (await begin()).code };
    expect(await codeOf(finish(again))).toBe("STATE_INVALID");
  });

  test("presented twice at once is good for one of the two", async () => {
    const request = await begin();
    const outcomes = await Promise.allSettled([finish(request), finish(request)]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  });

  test("of another caller is refused, and spent by whoever presents it", async () => {
    const request = await begin({ caller: browserInitiator("anna") });
    expect(await codeOf(finish({ ...request, caller: browserInitiator("ben") }))).toBe("STATE_INVALID");
    expect(await codeOf(finish(request))).toBe("STATE_INVALID");
  });

  test("of another browser is left alone on the public callback", async () => {
    const request = { ...(await begin({ caller: browserInitiator("anna") })), onlyOwnState: true };
    expect(await codeOf(finish({ ...request, caller: browserInitiator("ben") }))).toBe("STATE_INVALID");
    await finish(request);
  });

  test("begun for another redirect URI is refused", async () => {
    expect(await codeOf(finish({ ...(await begin()), redirectUri: URIS[1] }))).toBe("STATE_INVALID");
  });

  test("runs out after 15 minutes and not before", async () => {
    const [early, late] = [await begin(), await begin()];
    testApp.clock.advance(15 * MINUTE_MS - 5_000);
    await finish(early);
    testApp.clock.advance(5_001);
    expect(await codeOf(finish(late))).toBe("STATE_INVALID");
  });

  test("survives a restart", async () => {
    const request = await begin();
    await using restarted = createAppContext(testApp.app.config, { clock: testApp.clock });
    expect(await finish(request, restarted)).toMatch(/^acc_/);
  });

  test("is spent whatever becomes of the handshake", async () => {
    const request = await begin();
    expect(await codeOf(finish({ ...request, code: "AQ-wrong" }))).toBe("CODE_REJECTED");
    expect(await codeOf(finish(request))).toBe("STATE_INVALID");
  });

  test("may be missing for a caller that a header has authenticated", async () => {
    expect(await finish({ ...(await begin()), state: null })).toMatch(/^acc_/);
  });
});

test("a redirect URI that is not allowed is refused before the state is spent", async () => {
  const request = await begin();
  const apiError = await apiErrorOf(finish({ ...request, redirectUri: `${request.redirectUri}/` }));
  expect([apiError.code, apiError.nextStep]).toEqual([
    "REDIRECT_URI_NOT_ALLOWED",
    "It differs from https://app.example/a by a slash at the end; Instagram compares byte for byte. Use that one.",
  ]);
  await finish(request);
});

describe("the code", () => {
  test("used twice is refused", async () => {
    const { code } = await begin();
    await finish({ ...(await begin()), code });
    expect(await codeOf(finish({ ...(await begin()), code }))).toBe("CODE_REJECTED");
  });

  test("of an hour ago is refused", async () => {
    const { code } = await begin();
    testApp.clock.advance(61 * MINUTE_MS);
    expect(await codeOf(finish({ ...(await begin()), code }))).toBe("CODE_REJECTED");
  });

  test("given for another redirect URI is refused, and the next step says what must be equal", async () => {
    const { code } = await begin();
    const state = null;
    const apiError = await apiErrorOf(finish({ ...(await begin()), redirectUri: URIS[1], state, code }));
    expect(apiError.code).toBe("CODE_REJECTED");
    expect(apiError.nextStep).toMatch(/redirect URI must be identical/);
  });

  test("with the fragment that Instagram puts behind it is taken", async () => {
    const request = await begin();
    expect(await finish({ ...request, code: `${request.code}#_` })).toMatch(/^acc_/);
  });

  test.each(["", " ", "x".repeat(10_000), "a\0b"])("that is none (%#) is refused as one", async (code) => {
    expect(await codeOf(finish({ ...(await begin()), code }))).toBe("CODE_REJECTED");
  });
});

describe("nothing at all is kept", () => {
  const broken: [string, Record<string, unknown>, ErrorCode][] = [
    ["the second step answers 500", { fail: { kind: "transient", endpoint: "long-lived" } }, "INSTAGRAM_UNAVAILABLE"],
    ["the second step is an HTML page", { fail: { kind: "html", endpoint: "long-lived" } }, "INSTAGRAM_UNAVAILABLE"],
    ["the second step is cut off", { fail: { kind: "reset", endpoint: "long-lived" } }, "INSTAGRAM_UNAVAILABLE"],
    ["the profile cannot be read", { fail: { kind: "transient", endpoint: "me" } }, "INSTAGRAM_UNAVAILABLE"],
    ["the profile is throttled", { throttle: { endpoint: "me" } }, "INSTAGRAM_RATE_LIMITED"],
    ["the first posts cannot be read", { fail: { kind: "truncated", endpoint: "media" } }, "INSTAGRAM_UNAVAILABLE"],
    ["the first posts are refused", { fail: { kind: "error", code: 100, endpoint: "media" } }, "INSTAGRAM_REJECTED"],
    ["the permission is withdrawn meanwhile", { withdraw: { account: "bakery" } }, "PERMISSION_MISSING"],
    ["nothing was granted", { shape: { exchange: "empty-permissions" } }, "PERMISSION_MISSING"],
    ["nothing was granted, in words", { shape: { exchange: "empty-string" } }, "PERMISSION_MISSING"],
    ["the account is a personal one", { personal: { account: "bakery" } }, "ACCOUNT_NOT_PROFESSIONAL"],
    [
      "a personal account is refused everything",
      { personal: { account: "bakery", mode: "refused" } },
      "PERMISSION_MISSING",
    ],
    ["the exchange is refused", { fail: { kind: "error", code: 101, endpoint: "exchange" } }, "APP_MISCONFIGURED"],
  ];

  test.each(broken)("when %s", async (_, command, code) => {
    const request = await begin();
    const before = await countRows(testApp.app.sql);
    await testApp.sandbox.control(command);
    expect(await codeOf(finish(request))).toBe(code);
    expect(await countRows(testApp.app.sql)).toEqual(before);
  });

  test("when Instagram does not respond in time", async () => {
    const { config, clock } = testApp.app;
    const impatient = { ...testApp.app, instagram: createInstagram(config.instagram, { clock, timeoutMs: 200 }) };
    const request = await begin();
    const before = await countRows(testApp.app.sql);
    await testApp.sandbox.control({ fail: { kind: "hang", endpoint: "long-lived" } });
    expect(await codeOf(finish(request, impatient))).toBe("INSTAGRAM_UNAVAILABLE");
    expect(await countRows(testApp.app.sql)).toEqual(before);
  });

  test("when the last thing that is written cannot be", async () => {
    const request = await begin();
    const before = await countRows(testApp.app.sql);
    await testApp.app.sql`alter table events add constraint full_up check (false) not valid`;
    await expect(finish(request)).rejects.toThrow();
    await testApp.app.sql`alter table events drop constraint full_up`;
    expect(await countRows(testApp.app.sql)).toEqual(before);
  });

  test("when the hobbyist of the cast agrees: theirs is no professional account", async () => {
    const apiError = await apiErrorOf(finish(await begin({ member: "hobby" })));
    expect([apiError.code, apiError.nextStep]).toEqual([
      "ACCOUNT_NOT_PROFESSIONAL",
      expect.stringContaining("Switch the account to a professional one"),
    ]);
    expect((await countRows(testApp.app.sql)).accounts).toBe(0);
  });
});

test.each(["flat", "flat-string", "wrapped", "wrapped-strings", "comma", "no-permissions"])(
  "an exchange that answers %s connects",
  async (exchange) => {
    await testApp.sandbox.control({ shape: { exchange } });
    const id = await finish(await begin());
    const [row] = await testApp.app.sql`select user_id, scoped_id, exchange_user_id from accounts where id = ${id}`;
    expect(row).toEqual({
      user_id: "17841401313574613",
      scoped_id: "36220564007528767",
      exchange_user_id: "36220564007528767",
    });
  },
);

test("the token is kept sealed for sixty days, with profile and newest posts", async () => {
  const id = await finish(await begin({ member: "florist", reference: "kunde-7" }));
  const { sql } = testApp.app;
  const [token] = await sql`
    select sealed, scopes, estimated, failure_cause, refreshed_at, round(extract(epoch from expires_at - issued_at))::int as life_s
    from tokens where account_id = ${id}`;
  expect(token).toMatchObject({ estimated: false, failure_cause: null, refreshed_at: null, life_s: 60 * 24 * 3600 });
  expect(token?.scopes).toContain("instagram_business_basic");
  expect(token?.sealed).toMatch(/^eyJ/);
  const [account] = await sql`select username, reference, synced_at, followers_count
    from accounts join account_states on account_id = id where id = ${id}`;
  expect(account).toMatchObject({ username: "florist", reference: "kunde-7", followers_count: 8731 });
  expect(account?.synced_at).not.toBeNull();
  const [posts] = await sql`select count(*)::int as count from media where parent_id is null`;
  expect(posts).toEqual({ count: 50 });
});
