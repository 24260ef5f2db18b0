import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createWorld } from "../../../server/app-context.js";
import { refreshToken } from "../../../server/features/tokens/refresh-token.js";
import { countCalls } from "../../support/calls.js";
import { OPERATOR } from "../../support/cast.js";
import { eventsOf } from "../../support/rows.js";
import { createTestWorld, type TestWorld } from "../../support/world.js";

/* Instagram has given a fresh token, and for longer than the caller waits the database does not take it. */

let it: TestWorld;
let id: string;
beforeAll(async () => {
  it = await createTestWorld({ JOBS: "off" });
  await it.world.sql.unsafe(`create table outage (ends boolean); create function refuse() returns trigger language plpgsql
    as $$ begin if exists (select from outage) then raise 'disk full' using errcode = '53100'; end if; return new; end $$;
    create trigger refusing before update of sealed on tokens for each row execute function refuse()`);
});
afterAll(() => it.close());
beforeEach(async () => {
  await it.world.sql`truncate accounts, events, oauth_states cascade`;
  await it.sandbox.control({ reset: true });
  id = await it.connect("bakery");
  await it.sandbox.control({ advance: "2d" });
  await it.world.sql`insert into outage values (true)`;
});

const mend = () => it.world.sql`delete from outage`;
const tokenRow = async () => (await it.world.sql`select * from tokens where account_id = ${id}`)[0];

/** A refresh whose caller is told that the database failed. */
async function refreshInOutage(world = it.world): Promise<string> {
  const before = await tokenRow();
  await expect(refreshToken(world, id, OPERATOR)).rejects.toThrow();
  expect((await tokenRow())?.sealed).toBe(before?.sealed);
  return String(before?.sealed);
}

test("the token is held and written when the database is back, also when the claim was lost and a failure noted", async () => {
  const before = await refreshInOutage();
  await it.world.sql`update tokens set fence = fence + 1, lease_until = now() + interval '1 hour',
    failure_cause = 'TOKEN_REVOKED', next_refresh_at = null where account_id = ${id}`;
  await mend();
  await expect.poll(async () => (await tokenRow())?.sealed).not.toBe(before);
  expect(await tokenRow()).toMatchObject({ lease_until: null, failure_cause: null });
  expect((await tokenRow())?.next_refresh_at).not.toBeNull();
  expect(await eventsOf(it.world.sql, id)).toEqual(["account.connected ok", "token.refreshed ok"]);
  expect(await countCalls(it.sandbox, { endpoint: "refresh" })).toBe(1);
});

test("a process that ends tries a last time", async () => {
  const world = createWorld(it.world.config, { clock: it.clock });
  const before = await refreshInOutage(world);
  await mend();
  await world[Symbol.asyncDispose]();
  expect((await tokenRow())?.sealed).not.toBe(before);
});

test.each([
  ["there is a later one", "issued_at = issued_at + interval '1 hour'"],
  ["the account's token is to be forgotten", "sealed = null"],
])("it is dropped where %s", async (_, change) => {
  const world = createWorld(it.world.config, { clock: it.clock });
  await refreshInOutage(world);
  await mend();
  await it.world.sql.unsafe(`update tokens set ${change} where account_id = '${id}'`);
  const after = await tokenRow();
  await world[Symbol.asyncDispose]();
  expect(await tokenRow()).toEqual(after);
});
