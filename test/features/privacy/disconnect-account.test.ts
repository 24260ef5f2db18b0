import { afterAll, beforeAll, expect, test } from "vitest";
import { disconnectAccount } from "../../../server/features/privacy/disconnect-account.js";
import { OPERATOR } from "../../support/cast.js";
import { waitingCount } from "../../support/locks.js";
import { apiErrorOf, until } from "../../support/refusal.js";
import { countRows, eventsOf, rowsOf } from "../../support/rows.js";
import { createTestWorld, type TestWorld } from "../../support/world.js";

let it: TestWorld;
beforeAll(async () => {
  it = await createTestWorld({ JOBS: "off" });
});
afterAll(() => it.close());

test("nothing is left of the account but one line of the record without a name, and nobody else loses anything", async () => {
  const empty = await countRows(it.world.sql);
  const florist = await it.connect("florist");
  const [others, counts] = [await rowsOf(it.world.sql, florist), await countRows(it.world.sql)];
  const bakery = await it.connect("bakery");
  expect(await disconnectAccount(it.world, bakery, OPERATOR)).toBe(bakery);

  expect(await rowsOf(it.world.sql, bakery)).toEqual([]);
  expect(await rowsOf(it.world.sql, florist)).toEqual(others);
  const left = { ...counts, events: (counts.events ?? 0) + 2, oauth_states: (counts.oauth_states ?? 0) + 1 };
  expect(await countRows(it.world.sql)).toEqual(left);
  expect(await eventsOf(it.world.sql, bakery)).toEqual(["account.connected ok", "account.disconnected ok"]);
  const record = await it.world.sql`select e::text as row from events e`;
  expect(JSON.stringify(record)).not.toMatch(/bakery|Morgenrot|17841401313574613|36220564007528767/);

  await disconnectAccount(it.world, florist, OPERATOR);
  expect(await countRows(it.world.sql)).toMatchObject({ ...empty, events: 4, oauth_states: 2 });
});

test("an account that is gone, or that the viewer may not see, is NOT_FOUND in the same words", async () => {
  const id = await it.connect("bakery");
  const owner = { kind: "OWNER", accountId: "acc_other" } as const;
  const closed = { ...it.world, config: { ...it.world.config, publicRead: false } };
  const [foreign, gone] = [
    await apiErrorOf(disconnectAccount(closed, id, owner)),
    await apiErrorOf(disconnectAccount(it.world, "acc_gone", OPERATOR)),
  ];
  expect([foreign.code, foreign.message]).toEqual([gone.code, gone.message]);
  expect((await rowsOf(it.world.sql, id)).length).toBeGreaterThan(40);
});

test("a person who was disconnected connects anew, with another id", async () => {
  const id = await it.connect("museum");
  await disconnectAccount(it.world, id, OPERATOR);
  expect(await it.connect("museum")).not.toBe(id);
});

test("two who disconnect it at once leave one line of the record", async () => {
  const id = await it.connect("lighthouse");
  const both = await it.world.sql.begin(async (sql) => {
    await sql`select 1 from accounts where id = ${id} for update`;
    const ids = [1, 2].map(() => disconnectAccount(it.world, id, OPERATOR));
    await until(async () => (await waitingCount(it.world.sql)) === 2);
    return { ids };
  });
  expect(await Promise.all(both.ids)).toEqual([id, id]);
  expect(await eventsOf(it.world.sql, id)).toEqual(["account.connected ok", "account.disconnected ok"]);
});
