import { expect, test } from "vitest";
import { disconnectAccount } from "../../../server/features/privacy/disconnect-account.js";
import { apiErrorOf, until } from "../../support/api-error.js";
import { OPERATOR } from "../../support/cast.js";
import { waitingCount } from "../../support/locks.js";
import { countRows, eventsOf, rowsOf } from "../../support/rows.js";
import { setUpTestApp } from "../../support/test-app.js";

const testApp = setUpTestApp({ JOBS: "off" });

test("nothing is left of the account but an audit log entry and a receipt without a name, and nobody else loses anything", async () => {
  const empty = await countRows(testApp.app.sql);
  const florist = await testApp.connect("florist");
  const [others, counts] = [await rowsOf(testApp.app.sql, florist), await countRows(testApp.app.sql)];
  const bakery = await testApp.connect("bakery");
  expect(await disconnectAccount(testApp.app, bakery, OPERATOR)).toBe(bakery);

  expect(await rowsOf(testApp.app.sql, bakery)).toEqual([]);
  expect(await rowsOf(testApp.app.sql, florist)).toEqual(others);
  const left = {
    ...counts,
    erasures: 1,
    events: (counts.events ?? 0) + 2,
    oauth_states: (counts.oauth_states ?? 0) + 1,
  };
  expect(await countRows(testApp.app.sql)).toEqual(left);
  expect(await eventsOf(testApp.app.sql, bakery)).toEqual(["account.connected ok", "account.disconnected ok"]);
  const record = await testApp.app.sql`
    select e::text as row from events e union all select r::text from erasures r`;
  expect(JSON.stringify(record)).not.toMatch(/bakery|Morgenrot|17841401313574613|36220564007528767/);

  await disconnectAccount(testApp.app, florist, OPERATOR);
  expect(await countRows(testApp.app.sql)).toMatchObject({
    ...empty,
    erasures: 2,
    events: 4,
    oauth_states: 2,
  });
});

test("an account that is gone, or that the viewer may not see, is NOT_FOUND in the same words", async () => {
  const id = await testApp.connect("bakery");
  const owner = { kind: "OWNER", accountId: "acc_other" } as const;
  const closed = { ...testApp.app, config: { ...testApp.app.config, publicRead: false } };
  const [foreign, gone] = [
    await apiErrorOf(disconnectAccount(closed, id, owner)),
    await apiErrorOf(disconnectAccount(testApp.app, "acc_gone", OPERATOR)),
  ];
  expect([foreign.code, foreign.message]).toEqual([gone.code, gone.message]);
  expect((await rowsOf(testApp.app.sql, id)).length).toBeGreaterThan(40);
});

test("a person who was disconnected connects anew, with another id", async () => {
  const id = await testApp.connect("museum");
  await disconnectAccount(testApp.app, id, OPERATOR);
  expect(await testApp.connect("museum")).not.toBe(id);
});

test("two who disconnect it at once leave one line of the record", async () => {
  const id = await testApp.connect("lighthouse");
  const both = await testApp.app.sql.begin(async (sql) => {
    await sql`select 1 from accounts where id = ${id} for update`;
    const ids = [1, 2].map(() => disconnectAccount(testApp.app, id, OPERATOR));
    await until(async () => (await waitingCount(testApp.app.sql)) === 2);
    return { ids };
  });
  expect(await Promise.all(both.ids)).toEqual([id, id]);
  expect(await eventsOf(testApp.app.sql, id)).toEqual(["account.connected ok", "account.disconnected ok"]);
});
