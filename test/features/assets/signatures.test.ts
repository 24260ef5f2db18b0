import { beforeAll, expect, test } from "vitest";
import { syncAccount } from "../../../server/features/sync/sync-account.js";
import { OPERATOR } from "../../support/cast.js";
import { ask } from "../../support/graphql.js";
import { copyAll } from "../../support/pictures.js";
import { setUpTestApp } from "../../support/test-app.js";

const testApp = setUpTestApp({}, { hasOwnPostgres: true });
let id: string;

beforeAll(async () => {
  id = await testApp.connect("bakery");
  await syncAccount(testApp.app, id, { by: OPERATOR, full: true });
});

const SYNCS = 10;

/** Which versions of which rows there are (any write makes another one), and the place in the log. */
async function written() {
  const [rows] = await testApp.app.sql`
    select (select md5(string_agg(xmin::text || ctid::text, ',' order by id)) from media) as media,
      (select md5(string_agg(xmin::text || ctid::text, ',' order by key)) from pictures) as pictures,
      (select md5(string_agg(xmin::text || ctid::text, ',' order by hash)) from files) as files`;
  const [wal] = await testApp.app.sql`select pg_current_wal_insert_lsn() - '0/0' as bytes`;
  return { rows, wal: Number(wal?.bytes) };
}

test.each([
  ["before the pictures are copied", false],
  ["once they are", true],
])(
  "ten syncs without news write no post and no picture, %s, although every address is signed anew",
  async (_, isCopied) => {
    if (isCopied) await copyAll(testApp.app);
    const url = await testApp.serve();
    const query = "{ account { media(first: 40) { mediaUrl thumbnailUrl image { url } children { mediaUrl } } } }";
    const answer = (await ask(url, query)).data;
    const before = await written();
    const walBytes: Record<"full" | "routine", number[]> = { full: [], routine: [] };
    for (let n = 0; n < SYNCS; n++) {
      const kind = n % 2 === 0 ? "full" : "routine";
      await testApp.sandbox.control({ advance: "3h" });
      const { wal } = await written();
      await syncAccount(testApp.app, id, { by: OPERATOR, full: kind === "full" });
      walBytes[kind].push((await written()).wal - wal);
    }
    const after = await written();
    expect(after.rows).toEqual(before.rows);
    expect((await ask(url, query)).data).toEqual(answer);
    const rows = Number((await testApp.app.sql`select count(*)::int from media`)[0]?.count);
    // A lock on each row that was looked at, and a few writes to the account's own row. Postgres writes for itself now and
    // then: of each kind the quietest sync counts.
    for (const bytes of Object.values(walBytes)) expect(Math.min(...bytes)).toBeLessThan(rows * 100 + 20_000);
    expect(
      (await testApp.app.sql`select 1 from events where action not like 'account.%' and outcome <> 'ok'`).length,
    ).toBe(0);
  },
);
