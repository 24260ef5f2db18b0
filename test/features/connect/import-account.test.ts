import { describe, expect, test } from "vitest";
import { importAccount } from "../../../server/features/connect/import-account.js";
import { refreshDueTokens } from "../../../server/features/tokens/refresh-due-tokens.js";
import { refreshToken } from "../../../server/features/tokens/refresh-token.js";
import { HOUR_MS } from "../../../server/lib/clock.js";
import { Secret } from "../../../server/lib/secret.js";
import { testAccount } from "../../../server/sandbox/fixtures.js";
import { mintGrant } from "../../../server/sandbox/tokens.js";
import { apiErrorOf } from "../../support/api-error.js";
import { OPERATOR } from "../../support/cast.js";
import { countRows, eventsOf } from "../../support/rows.js";
import { setUpTestApp } from "../../support/test-app.js";

const testApp = setUpTestApp({ JOBS: "off" }, { isReset: true });

/** A long-lived token as Meta's dashboard would show one. */
function tokenOf(key: string): Secret {
  const member = testAccount(key) ?? expect.fail(`there is no ${key}`);
  return new Secret(
    mintGrant(testApp.sandbox.sandbox, { kind: "long", member, permissions: ["instagram_business_basic"] }),
  );
}

const bring = (accessToken: Secret, reference: string | null = null) =>
  importAccount(testApp.app, { accessToken, reference, by: OPERATOR });
const tokenRow = async (id: string) => (await testApp.app.sql`select * from tokens where account_id = ${id}`)[0];

test("a token got elsewhere brings its account, with dates that are a guess", async () => {
  const id = await bring(tokenOf("bakery"), "kunde-7");
  const token = await tokenRow(id);
  expect(token).toMatchObject({ estimated: true, scopes: null, refreshed_at: null, failure_cause: null });
  expect(token?.next_refresh_at).toBe(token?.issued_at);
  const [account] = await testApp.app.sql`select username, reference from accounts where id = ${id}`;
  expect(account).toEqual({ username: "bakery", reference: "kunde-7" });
  expect(await eventsOf(testApp.app.sql, id)).toEqual(["account.imported ok"]);
});

test("a refresh confirms the dates: a token that is old enough at once", async () => {
  const token = tokenOf("bakery");
  testApp.clock.advance(25 * HOUR_MS);
  const id = await bring(token);
  await refreshToken(testApp.app, id, OPERATOR);
  const row = await tokenRow(id);
  expect(row).toMatchObject({ estimated: false, failure_cause: null });
  expect(row?.refreshed_at).not.toBeNull();
  expect(row?.scopes).toEqual(["instagram_business_basic"]);
});

test("one that Instagram finds too young is TOKEN_TOO_YOUNG, no failure, and tried again when it must be old enough", async () => {
  const id = await bring(tokenOf("bakery"));
  testApp.clock.advance(HOUR_MS);
  expect((await apiErrorOf(refreshToken(testApp.app, id, OPERATOR))).code).toBe("TOKEN_TOO_YOUNG");
  const row = await tokenRow(id);
  expect(row).toMatchObject({ estimated: true, failure_cause: null, lease_until: null });
  expect(Date.parse(row?.next_refresh_at) - Date.parse(row?.issued_at)).toBe(24 * HOUR_MS);
});

test("one that may be in its last hours is refreshed by the next check, and one that is too young keeps its date", async () => {
  const [old, young] = [tokenOf("florist"), tokenOf("bakery")];
  await testApp.app.sql`truncate accounts cascade`;
  const kept = await bring(young);
  const before = await tokenRow(kept);
  await testApp.sandbox.control({ fail: { kind: "error", code: 190, endpoint: "refresh", account: "bakery" } });
  const saved = await bring(old);
  testApp.clock.advance(HOUR_MS);
  await refreshDueTokens(testApp.app, new AbortController().signal);
  expect(await tokenRow(kept)).toMatchObject({ expires_at: before?.expires_at, failure_cause: null });
  testApp.clock.advance(25 * HOUR_MS);
  await testApp.sandbox.control({ lift: "all" });
  await refreshDueTokens(testApp.app, new AbortController().signal);
  for (const id of [kept, saved]) expect(await tokenRow(id)).toMatchObject({ estimated: false, failure_cause: null });
});

test("a refusal a day after the import is no question of age any more", async () => {
  const id = await bring(tokenOf("bakery"));
  testApp.clock.advance(30 * HOUR_MS);
  await testApp.sandbox.control({ fail: { kind: "error", code: 100, endpoint: "refresh" } });
  expect((await apiErrorOf(refreshToken(testApp.app, id, OPERATOR))).code).toBe("INSTAGRAM_REJECTED");
  expect(await tokenRow(id)).toMatchObject({ estimated: true, failure_cause: "INSTAGRAM_REJECTED" });
});

test.each([
  ["made up", () => new Secret("IGAA-made-up")],
  ["empty", () => new Secret("")],
  ["with a line break", () => new Secret("IGAA\nset-cookie: x")],
  ["of another app", () => new Secret(`${tokenOf("bakery").reveal().slice(0, -4)}AAAA`)],
])("a token that is %s is RECONNECT_REQUIRED, and nothing is kept", async (_, token) => {
  const before = await countRows(testApp.app.sql);
  expect((await apiErrorOf(bring(token()))).code).toBe("RECONNECT_REQUIRED");
  expect(await countRows(testApp.app.sql)).toEqual(before);
});

test("a revoked token is refused, and what was connected before stays as it was", async () => {
  const id = await testApp.connect("bakery");
  const before = await tokenRow(id);
  const token = tokenOf("bakery");
  await testApp.sandbox.control({ revoke: { token: token.reveal(), cause: "logged-out" } });
  const apiError = await apiErrorOf(bring(token));
  expect(apiError.code).toBe("RECONNECT_REQUIRED");
  expect(JSON.stringify(apiError) + apiError.message).not.toContain(token.reveal());
  expect(await tokenRow(id)).toEqual(before);
});

test("a personal account's token is refused as one", async () => {
  expect((await apiErrorOf(bring(tokenOf("hobby")))).code).toBe("ACCOUNT_NOT_PROFESSIONAL");
  expect((await countRows(testApp.app.sql)).accounts).toBe(0);
});

test("importing for an account that is there keeps its id", async () => {
  const id = await testApp.connect("bakery");
  expect(await bring(tokenOf("bakery"))).toBe(id);
  expect(await countRows(testApp.app.sql)).toMatchObject({ accounts: 1, tokens: 1 });
});

describe("while Instagram tells only an id of who it is", () => {
  const missing =
    "user_id,username,name,biography,website,account_type,profile_picture_url,followers_count,follows_count,media_count".split(
      ",",
    );
  const onlyId = (how: object = { missing }) =>
    testApp.sandbox.control({ fields: { account: "bakery", of: "profile", ...how } });
  const row = async (id: string) =>
    (
      await testApp.app
        .sql`select username, user_id, name, biography, account_type, followers_count, picture_path, media_count
      from accounts join account_states on account_id = id where id = ${id}`
    )[0];

  test.each([
    ["left out", { missing }],
    ["refused", { refused: ["username"] }],
  ])("(%s) a new account is kept under the name that its posts bear", async (_, how) => {
    await onlyId(how);
    const id = await bring(tokenOf("bakery"));
    expect(await row(id)).toMatchObject({ username: "bakery" });
    const connected = await testApp.connect("bakery");
    expect(connected).toBe(id);
    await testApp.sandbox.control({ fields: { account: "bakery", of: "profile" } });
  });

  test("an account that is known keeps its profile, connected or imported again", async () => {
    const id = await testApp.connect("bakery");
    const before = await row(id);
    await onlyId();
    expect(await testApp.connect("bakery")).toBe(id);
    expect(await bring(tokenOf("bakery"))).toBe(id);
    expect(await row(id)).toEqual(before);
  });

  test("a new account whose posts bear no name either is refused in one sentence that says what to do", async () => {
    await onlyId();
    await testApp.sandbox.control({ fields: { account: "bakery", missing: ["username"] } });
    const apiError = await apiErrorOf(bring(tokenOf("bakery")));
    expect(apiError.message).toBe("Instagram did not return this account's username.");
    expect(apiError.nextStep).toContain("Connect the account again in a few minutes.");
    expect((await countRows(testApp.app.sql)).accounts).toBe(0);
  });
});
