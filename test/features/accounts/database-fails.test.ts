import { beforeAll, beforeEach, expect, test } from "vitest";
import { syncAccount } from "../../../server/features/sync/sync-account.js";
import { syncDueAccounts } from "../../../server/features/sync/sync-due-accounts.js";
import { OPERATOR } from "../../support/cast.js";
import { setUpTestApp } from "../../support/test-app.js";

/* Instagram answers, and for a while the database does not take what it said. */

const testApp = setUpTestApp({ JOBS: "off" });
beforeAll(async () => {
  await testApp.app.sql.unsafe(`create table outage (code text); create function refuse() returns trigger language plpgsql
    as $$ declare state text; begin select code into state from outage;
    if state is not null then raise 'refused' using errcode = state; end if; return new; end $$;
    create trigger refusing before insert or update on media for each row execute function refuse()`);
});
beforeEach(async () => {
  await testApp.app.sql`truncate accounts, events, oauth_states, outage cascade`;
  await testApp.sandbox.control({ reset: true });
});

const row = async () =>
  (
    await testApp.app.sql`select sync_attempts, sync_failure_cause, sync_failed_at, sync_lease_until, next_sync_at
    from account_states`
  )[0];

test.each(["53100", "57014", "40001"])(
  "a database that fails a sync (%s) counts as no attempt, and the account goes on a minute later",
  async (code) => {
    const id = await testApp.connect("bakery");
    await testApp.sandbox.control({ posts: { account: "bakery", add: [{ caption: "neu", type: "IMAGE" }] } });
    await testApp.app.sql`insert into outage values (${code})`;
    await expect(syncAccount(testApp.app, id, { by: OPERATOR, full: false })).rejects.toThrow();
    testApp.clock.advance(5 * 3_600_000);
    for (let n = 0; n < 3; n++) {
      expect((await syncDueAccounts(testApp.app, new AbortController().signal)).failedCount).toBe(1);
      const { next_sync_at, ...rest } = (await row()) ?? {};
      expect(rest).toEqual({
        sync_attempts: 0,
        sync_failure_cause: null,
        sync_failed_at: null,
        sync_lease_until: null,
      });
      expect(Date.parse(next_sync_at) - testApp.clock.now().getTime()).toBeLessThanOrEqual(60_000);
      testApp.clock.advance(60_000);
    }
    await testApp.app.sql`truncate outage`;
    expect((await syncDueAccounts(testApp.app, new AbortController().signal)).doneCount).toBe(1);
    const runs = await testApp.app.sql`select outcome from sync_runs order by started_at`;
    expect(runs.at(-1)).toEqual({ outcome: "OK" });
    expect(runs.some(({ outcome }) => outcome === "FAILED")).toBe(false);
  },
);
