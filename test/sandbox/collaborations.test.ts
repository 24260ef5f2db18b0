import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type RunningSandbox, startSandbox } from "./start-sandbox.js";

let running: RunningSandbox;
const tokens = { pottery: "", roastery: "" };
type Key = keyof typeof tokens;

beforeAll(async () => {
  running = await startSandbox();
  for (const key of ["pottery", "roastery"] as const) tokens[key] = await running.longToken(key);
});
afterAll(() => running.close());
beforeEach(async () => {
  await command({ reset: true });
});

interface Item extends Record<string, unknown> {
  id: string;
  caption?: string;
}

async function command(body: Record<string, unknown>): Promise<void> {
  expect((await running.control(body)).status).toBe(200);
}

async function listOf(key: Key, fields = "id,caption"): Promise<Item[]> {
  return (await running.json(`/me/media?fields=${fields}&limit=100&access_token=${tokens[key]}`)).data;
}

async function shared(): Promise<{ id: string; items: [Item | undefined, Item | undefined] }> {
  const fields = "id,shortcode,permalink,caption,username,owner,timestamp";
  const [own, guests] = [await listOf("pottery", fields), await listOf("roastery", fields)];
  const both = own.filter(({ id }) => guests.some((guest) => guest.id === id));
  expect(both).toHaveLength(1);
  const id = both[0]?.id ?? "";
  return { id, items: [both[0], guests.find((guest) => guest.id === id)] };
}

test("a collaboration is in the lists of both accounts, with one id, shortcode and owner, at its time", async () => {
  const { id, items } = await shared();
  expect(items[0]).toEqual(items[1]);
  expect(items[0]).toMatchObject({ username: "pottery", owner: { id: "17841407738514026" } });
  for (const key of ["pottery", "roastery"] as const) {
    expect(await running.json(`/${id}?fields=id&access_token=${tokens[key]}`)).toEqual({ id });
  }
  const times = (await listOf("roastery", "timestamp")).map(({ timestamp }) => String(timestamp));
  expect(times).toHaveLength(22);
  expect(times).toEqual(times.toSorted().toReversed());
  expect((await running.json(`/me?fields=media_count&access_token=${tokens.roastery}`)).media_count).toBe(22);
});

test("either account changes it for both; its owner deletes it for both, its guest for itself", async () => {
  const { id } = await shared();
  await command({ posts: { account: "roastery", change: { id, caption: "Neu" } } });
  expect((await shared()).items.map((item) => item?.caption)).toEqual(["Neu", "Neu"]);
  await command({ posts: { account: "roastery", delete: [id] } });
  const has = async (key: Key) => (await listOf(key)).some((item) => item.id === id);
  expect([await has("pottery"), await has("roastery")]).toEqual([true, false]);
  await command({ reset: true });
  await command({ posts: { account: "pottery", delete: [id] } });
  expect([await has("pottery"), await has("roastery")]).toEqual([false, false]);
});

test("the first account lists its pinned oldest post first, and keeps one reel off its profile", async () => {
  const list = await listOf("pottery", "id,timestamp,is_shared_to_feed,media_product_type");
  const times = list.map(({ timestamp }) => String(timestamp));
  expect(times).toEqual([...times.toSorted().slice(0, 1), ...times.toSorted().slice(1).toReversed()]);
  expect(list.filter((item) => item.is_shared_to_feed === false)).toEqual([
    expect.objectContaining({ media_product_type: "REELS" }),
  ]);
  const pages = await running.json(`/me/media?fields=id&limit=10&access_token=${tokens.pottery}`);
  const next = JSON.parse(await (await fetch(pages.paging.next)).text());
  expect([...pages.data, ...next.data].map(({ id }) => id)).toEqual(list.slice(0, 20).map(({ id }) => id));
});

test("the second account marks its advertisements", async () => {
  const list = await listOf("roastery");
  const marked = list.filter(({ caption }) => /#werbung/i.test(caption ?? ""));
  expect(marked.length).toBeGreaterThan(2);
  expect(marked.length).toBeLessThan(list.length / 2);
});

test("a new reel can be kept off the profile", async () => {
  await command({ posts: { account: "roastery", add: [{ type: "REEL", isSharedToFeed: false }, { type: "REEL" }] } });
  const [newest, before] = await listOf("roastery", "is_shared_to_feed,timestamp");
  expect([newest?.is_shared_to_feed, before?.is_shared_to_feed].toSorted()).toEqual([false, true]);
});
