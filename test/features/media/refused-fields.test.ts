import { describe, expect, test } from "vitest";
import { syncAccount } from "../../../server/features/sync/sync-account.js";
import { OPERATOR } from "../../support/cast.js";
import { setUpTestApp } from "../../support/test-app.js";

const testApp = setUpTestApp({ JOBS: "off" }, { isReset: true });

const routine = (id: string) => syncAccount(testApp.app, id, { by: OPERATOR, full: false });
const sweep = (id: string) => syncAccount(testApp.app, id, { by: OPERATOR, full: true });
const listed = async () =>
  await testApp.app.sql<{ id: string }[]>`
    select id from media where parent_id is null and removed_at is null order by timestamp desc, id desc`;

describe("an essential field that Instagram refuses", () => {
  const DAY_MS = 86_400_000;
  const reject = (refused: string[], as: string) =>
    testApp.sandbox.control({ fields: { account: "bakery", refused, as } });
  const facts = async () =>
    (
      await testApp.app.sql<{ id: string; timestamp: Date; media_type: string }[]>`
      select id, timestamp, media_type from media where removed_at is null order by id`
    ).map((row) => ({ ...row }));

  test.each([
    ["timestamp", "named"],
    ["media_type", "named"],
    ["timestamp", "unnamed"],
    ["media_type", "quoted"],
  ])("(%s, %s) stops nothing: known posts keep it, new ones come, until it is given again", async (field, as) => {
    const id = await testApp.connect("bakery");
    const before = await facts();
    await reject([field], as);
    const { posts } = (await testApp.sandbox.control({
      posts: {
        account: "bakery",
        add: [
          { caption: "neu", type: "VIDEO" },
          { caption: "alt", type: "IMAGE" },
        ],
      },
    })) as { posts: { added: string[] } };
    await routine(id);
    await sweep(id);
    const between = await facts();
    expect(between.filter((row) => before.some((known) => known.id === row.id))).toEqual(before);
    expect((await listed()).map((post) => post.id)).toEqual(expect.arrayContaining(posts.added));
    expect(
      (await listed())
        .slice(0, 2)
        .map((post) => post.id)
        .sort(),
    ).toEqual(posts.added.toSorted());
    const added = between.filter((row) => posts.added.includes(row.id));
    expect(added.map((row) => row.media_type).sort()).toEqual(["IMAGE", "VIDEO"]);

    await testApp.sandbox.control({ fields: { account: "bakery", refused: [] } });
    testApp.clock.advance(DAY_MS + 60_000);
    await sweep(id);
    const after = await facts();
    await testApp.app.sql`truncate accounts cascade`;
    await testApp.connect("bakery");
    expect(after).toEqual(await facts());
  });
});

test("a field of the profile that is refused keeps what is stored, though all that each account has was told", async () => {
  const id = await testApp.connect("bakery");
  const [before] = await testApp.app.sql`select name, biography, website, picture_path from accounts`;
  expect(before?.biography).not.toBeNull();
  await testApp.sandbox.control({ fields: { account: "bakery", of: "profile", refused: ["biography", "name"] } });
  await routine(id);
  expect((await testApp.app.sql`select name, biography, website, picture_path from accounts`)[0]).toEqual(before);
});
