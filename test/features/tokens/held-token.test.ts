import { beforeAll, beforeEach, expect, test } from "vitest";
import { createAppContext } from "../../../server/app-context.js";
import { refreshToken } from "../../../server/features/tokens/refresh-token.js";
import { countCalls } from "../../support/calls.js";
import { OPERATOR } from "../../support/cast.js";
import { eventsOf } from "../../support/rows.js";
import { setUpTestApp } from "../../support/test-app.js";

/* Instagram has given a fresh token, and for longer than the caller waits the database does not take it. */

const testApp = setUpTestApp({ JOBS: "off" }, { isReset: true });
let id: string;
beforeAll(async () => {
  await testApp.app.sql.unsafe(`create table outage (ends boolean); create function refuse() returns trigger language plpgsql
    as $$ begin if exists (select from outage) then raise 'disk full' using errcode = '53100'; end if; return new; end $$;
    create trigger refusing before update of sealed on tokens for each row execute function refuse()`);
});
beforeEach(async () => {
  id = await testApp.connect("bakery");
  await testApp.sandbox.control({ advance: "2d" });
  await testApp.app.sql`insert into outage values (true)`;
});

const mend = () => testApp.app.sql`delete from outage`;
const tokenRow = async () => (await testApp.app.sql`select * from tokens where account_id = ${id}`)[0];

/** A refresh whose caller is told that the database failed. */
async function refreshInOutage(app = testApp.app): Promise<string> {
  const before = await tokenRow();
  await expect(refreshToken(app, id, OPERATOR)).rejects.toThrow();
  expect((await tokenRow())?.sealed).toBe(before?.sealed);
  return String(before?.sealed);
}

test("the token is held and written when the database is back, also when the claim was lost and a failure noted", async () => {
  const before = await refreshInOutage();
  await testApp.app.sql`update tokens set fence = fence + 1, lease_until = now() + interval '1 hour',
    failure_cause = 'TOKEN_REVOKED', next_refresh_at = null where account_id = ${id}`;
  await mend();
  await expect.poll(async () => (await tokenRow())?.sealed).not.toBe(before);
  expect(await tokenRow()).toMatchObject({ lease_until: null, failure_cause: null });
  expect((await tokenRow())?.next_refresh_at).not.toBeNull();
  expect(await eventsOf(testApp.app.sql, id)).toEqual(["account.connected ok", "token.refreshed ok"]);
  expect(await countCalls(testApp.sandbox, { endpoint: "refresh" })).toBe(1);
});

test("a process that ends tries a last time", async () => {
  const app = createAppContext(testApp.app.config, { clock: testApp.clock });
  const before = await refreshInOutage(app);
  await mend();
  await app[Symbol.asyncDispose]();
  expect((await tokenRow())?.sealed).not.toBe(before);
});

test.each([
  ["there is a later one", "issued_at = issued_at + interval '1 hour'"],
  ["the account's token is to be forgotten", "sealed = null"],
])("it is dropped where %s", async (_, change) => {
  const app = createAppContext(testApp.app.config, { clock: testApp.clock });
  await refreshInOutage(app);
  await mend();
  await testApp.app.sql.unsafe(`update tokens set ${change} where account_id = '${id}'`);
  const after = await tokenRow();
  await app[Symbol.asyncDispose]();
  expect(await tokenRow()).toEqual(after);
});
