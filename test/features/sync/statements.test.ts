import { beforeAll, expect, test } from "vitest";
import { syncDueAccounts } from "../../../server/features/sync/sync-due-accounts.js";
import { refreshDueTokens } from "../../../server/features/tokens/refresh-due-tokens.js";
import { setUpTestApp } from "../../support/test-app.js";

const MEMBERS = ["bakery", "garage", "museum", "newcomer", "traveller", "lighthouse"];
/** One of them has no posts. */
const WITH_POSTS = MEMBERS.length - 1;

const testApp = setUpTestApp({ JOBS: "off" }, { hasDatabaseProxy: true });
const never = new AbortController().signal;

beforeAll(async () => {
  for (const member of MEMBERS) await testApp.connect(member);
  await syncDueAccounts(testApp.app, never);
  // Once more, so that nothing is left to confirm.
  await testApp.sandbox.control({ advance: "4h" });
  await syncDueAccounts(testApp.app, never);
});

async function statementsOf(act: () => Promise<unknown>): Promise<string[]> {
  testApp.database.forget();
  await act();
  return testApp.database.statements();
}

test("a sync without news is four reads and a share of a transaction", async () => {
  await testApp.sandbox.control({ advance: "4h" });
  const statements = await statementsOf(async () => {
    expect(await syncDueAccounts(testApp.app, never)).toEqual({ doneCount: MEMBERS.length, failedCount: 0 });
  });
  const about = (text: string) => statements.filter((statement) => statement.includes(text)).length;
  // The token; whether a post or an album's part has changed; which posts are missing.
  const reads = ['from "tokens"', "exists(select 1 from (", "exists(\n", 'select "id", "timestamp", "missed_at"'];
  expect(reads.map(about)).toEqual([MEMBERS.length, WITH_POSTS, WITH_POSTS, MEMBERS.length]);
  const begun = about("begin");
  expect(begun).toBeLessThanOrEqual(MEMBERS.length);
  const shared = ["update account_states s", 'insert into "sync_runs"', 'delete from "sync_progress"', "commit"];
  expect(shared.map(about)).toEqual(shared.map(() => begun));
  // What else there is belongs to the round: claims, and whether calls are blocked, once a second or so.
  const others = statements.length - 2 * MEMBERS.length - 2 * WITH_POSTS - 5 * begun;
  expect(others).toBe(about("scope_key") + about('update "account_states"'));
});

test("refreshes that end at once share a transaction", async () => {
  await testApp.sandbox.control({ advance: "31d" });
  const statements = await statementsOf(async () => {
    expect(await refreshDueTokens(testApp.app, never)).toEqual({ doneCount: MEMBERS.length, failedCount: 0 });
  });
  const begun = statements.filter((text) => text.includes("update tokens")).length;
  expect(begun).toBeLessThanOrEqual(MEMBERS.length);
  // Begin, update, events and commit; claims, and whether calls are blocked.
  const ofTheRound = statements.filter((text) => /scope_key|^update "tokens"/.test(text)).length;
  expect(statements.length - 4 * begun).toBe(ofTheRound);
});
