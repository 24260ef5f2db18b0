import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type AppContext, createAppContext, type OpenAppContext } from "../../../server/app-context.js";
import { finishConnect } from "../../../server/features/connect/finish-connect.js";
import { initiatorOf } from "../../../server/features/connect/initiator.js";
import { startConnect } from "../../../server/features/connect/start-connect.js";
import { readAccount, readAccountPage } from "../../../server/features/feed/read-accounts.js";
import { accountSelection } from "../../../server/features/feed/selection.js";
import { disconnectAccount } from "../../../server/features/privacy/disconnect-account.js";
import { syncAccount } from "../../../server/features/sync/sync-account.js";
import { syncDueAccounts } from "../../../server/features/sync/sync-due-accounts.js";
import { refreshDueTokens } from "../../../server/features/tokens/refresh-due-tokens.js";
import { refreshToken } from "../../../server/features/tokens/refresh-token.js";
import { DAY_MS } from "../../../server/lib/clock.js";
import { apiErrorOf } from "../../support/api-error.js";
import { countCalls } from "../../support/calls.js";
import { OPERATOR } from "../../support/cast.js";
import { consent } from "../../support/connect-member.js";
import { setUpTestApp } from "../../support/test-app.js";

const testApp = setUpTestApp({ JOBS: "off" });
let live: OpenAppContext;
let pretended: string;
beforeAll(async () => {
  // The same database, and for want of the real one the same Instagram.
  live = createAppContext({ ...testApp.app.config, mode: "live" }, { clock: testApp.clock });
  pretended = await testApp.connect("bakery");
});
afterAll(async () => {
  await live[Symbol.asyncDispose]();
});

const field = (name: string) => ({ key: name, name, args: {}, fields: [] });
const selection = accountSelection([field("status"), { ...field("media"), fields: [field("id")] }]);
const signal = new AbortController().signal;

async function connect(app: AppContext, member: string): Promise<string> {
  const [redirectUri = ""] = app.config.redirectUris;
  const request = { viewer: OPERATOR, caller: initiatorOf(OPERATOR), redirectUri };
  const { authorizeUrl, state } = await startConnect(app, request);
  return await finishConnect(app, { ...request, state, code: await consent(authorizeUrl, member) });
}

describe("a live server", () => {
  test("serves no sandbox account, by whatever name it is asked for", async () => {
    expect(await readAccount(live, OPERATOR, { id: pretended, selection })).toBeNull();
    expect(await readAccount(live, OPERATOR, { username: "bakery", selection })).toBeNull();
    expect(await readAccount(live, OPERATOR, { selection })).toBeNull();
    const page = { filter: {}, order: "CONNECTED_ASC", first: 10, offset: 0 } as const;
    expect(await readAccountPage(live, OPERATOR, { page, selection, counted: true })).toMatchObject({
      nodes: [],
      totalCount: 0,
    });
  });

  test.each<[string, () => Promise<unknown>]>([
    ["refreshed", () => refreshToken(live, pretended, OPERATOR)],
    ["synced", () => syncAccount(live, pretended, { by: OPERATOR, full: false })],
    ["disconnected", () => disconnectAccount(live, pretended, OPERATOR)],
  ])("lets no sandbox account be %s, and calls nobody", async (_, act) => {
    const before = await countCalls(testApp.sandbox);
    expect((await apiErrorOf(act())).code).toBe("NOT_FOUND");
    expect(await countCalls(testApp.sandbox)).toBe(before);
  });

  test("has no job for a sandbox account, however due it is", async () => {
    const before = await countCalls(testApp.sandbox);
    testApp.clock.advance(40 * DAY_MS);
    expect(await refreshDueTokens(live, signal)).toEqual({ doneCount: 0, failedCount: 0 });
    expect(await syncDueAccounts(live, signal)).toEqual({ doneCount: 0, failedCount: 0 });
    expect(await countCalls(testApp.sandbox)).toBe(before);
    testApp.clock.advance(-40 * DAY_MS);
  });

  test("does not take a state that a sandbox began", async () => {
    const [redirectUri = ""] = testApp.app.config.redirectUris;
    const request = { viewer: OPERATOR, caller: initiatorOf(OPERATOR), redirectUri };
    const { authorizeUrl, state } = await startConnect(testApp.app, request);
    const code = await consent(authorizeUrl, "florist");
    expect((await apiErrorOf(finishConnect(live, { ...request, state, code }))).code).toBe("STATE_INVALID");
  });

  test("connects the same person anew, and neither server sees the other's account", async () => {
    const id = await connect(live, "bakery");
    expect(id).not.toBe(pretended);
    expect(await readAccount(testApp.app, OPERATOR, { id, selection })).toBeNull();
    expect(await readAccount(live, OPERATOR, { username: "bakery", selection })).toMatchObject({ id });
    await disconnectAccount(live, id, OPERATOR);
    expect(await readAccount(testApp.app, OPERATOR, { id: pretended, selection })).toMatchObject({ id: pretended });
  });
});

describe("with another app id", () => {
  let id: string;
  beforeAll(async () => {
    id = await connect(live, "florist");
    await live.sql`update accounts set app_id = 'the-old-app', scoped_id = '555' where id = ${id}`;
    await live.sql`update account_states set app_id = 'the-old-app' where account_id = ${id}`;
  });

  test("a live account is served from what is kept, and must be reconnected", async () => {
    const row = await readAccount(live, OPERATOR, { id, selection });
    expect(row).toMatchObject({ status: "RECONNECT_REQUIRED", "list:media": { length: 25 } });
  });

  test("nobody is called with its token", async () => {
    const before = await countCalls(testApp.sandbox);
    expect((await apiErrorOf(refreshToken(live, id, OPERATOR))).code).toBe("RECONNECT_REQUIRED");
    expect((await apiErrorOf(syncAccount(live, id, { by: OPERATOR, full: false }))).code).toBe("RECONNECT_REQUIRED");
    expect(await syncDueAccounts(live, signal)).toEqual({ doneCount: 0, failedCount: 0 });
    expect(await countCalls(testApp.sandbox)).toBe(before);
  });

  test("reconnecting finds it by Instagram's user_id", async () => {
    expect(await connect(live, "florist")).toBe(id);
    expect(await readAccount(live, OPERATOR, { id, selection })).toMatchObject({ status: "ACTIVE" });
    const [row] = await live.sql`select app_id, scoped_id from accounts where id = ${id}`;
    expect(row).toEqual({ app_id: live.config.instagram.appId, scoped_id: "24981730056412209" });
  });
});
