import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { syncAccount } from "../../server/accounts/sync-account.js";
import { json, scriptInstagram } from "../instagram/scripted-instagram.js";
import { OPERATOR } from "../support/cast.js";
import { createTestWorld, type TestWorld } from "../support/world.js";

let it: TestWorld;
beforeAll(async () => {
  it = await createTestWorld({ JOBS: "off" });
});
afterAll(() => it.close());
beforeEach(async () => {
  await it.world.sql`truncate accounts, events, oauth_states cascade`;
  await it.sandbox.control({ reset: true });
});

const sweep = (id: string, world = it.world) => syncAccount(world, id, { by: OPERATOR, full: true });
const listed = () => it.world.sql<{ id: string; at: Date }[]>`
  select id, timestamp as at from media where parent_id is null and removed_at is null order by timestamp desc`;

test("a reading that misses most posts is believed when somebody asks for everything once more", async () => {
  const id = await it.connect("bakery");
  await it.sandbox.control({ posts: { account: "bakery", deleteNewest: 40 } });
  await sweep(id);
  expect(await listed()).toHaveLength(40);
  await sweep(id);
  expect(await listed()).toEqual([]);
});

test("one that misses a few against Instagram's count is made again at once for somebody who waits", async () => {
  const id = await it.connect("bakery");
  const [gone, ...there] = await listed();
  await using scripted = await scriptInstagram();
  const [row] = await it.world.sql`select scoped_id, user_id from accounts`;
  const me = {
    id: row?.scoped_id,
    user_id: row?.user_id,
    username: "bakery",
    account_type: "BUSINESS",
    media_count: 40,
  };
  const posts = there.map((post) => ({ id: post.id, media_type: "IMAGE", timestamp: new Date(post.at).toISOString() }));
  scripted.script(json(me), json({ data: posts }));
  await sweep(id, { ...it.world, instagram: scripted.instagram });
  expect(scripted.requests.map(({ path }) => path.split("/").at(-1))).toEqual(["me", "media", "media"]);
  expect((await listed()).map((post) => post.id)).toEqual(there.map((post) => post.id));
  expect(gone).toBeDefined();
});
