import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type RunningSandbox, startSandbox } from "./start-sandbox.js";

let running: RunningSandbox;
let token: string;
beforeAll(async () => {
  running = await startSandbox();
  token = await running.longToken("florist");
});
afterAll(() => running.close());
beforeEach(async () => {
  await command({ reset: true });
});

async function command(body: Record<string, unknown>) {
  const response = await running.control(body);
  const text = await response.text();
  expect(response.status, text).toBe(200);
  return JSON.parse(text);
}
const page = (query: string) => running.json(`/me/media?${query}&access_token=${token}`);
const me = (fields: string) => running.json(`/me?fields=${fields}&access_token=${token}`);
const ids = ({ data }: Awaited<ReturnType<typeof page>>): string[] => data.map(({ id }: { id: string }) => id);

/** Follows `next` for at most so many pages. */
async function walk(limit: number, pagesMax: number): Promise<string[][]> {
  const pages: string[][] = [];
  let answer = await page(`limit=${limit}`);
  for (;;) {
    pages.push(ids(answer));
    if (!answer.paging?.next || pages.length === pagesMax) return pages;
    answer = JSON.parse(await (await fetch(answer.paging.next)).text());
  }
}

describe("a list", () => {
  test("may stand in another order, posts elsewhere, some hidden, and its pages still fit together", async () => {
    const plain = (await walk(100, 9)).flat();
    await command({ list: { account: "florist", move: [{ id: "oldest", to: 50 }] } });
    const moved = (await walk(50, 9)).flat();
    expect(moved[49]).toBe(plain.at(-1));
    expect(moved.toSorted()).toEqual(plain.toSorted());
    await command({ list: { account: "florist", order: "oldest" } });
    expect((await walk(7, 99)).flat()).toEqual(plain.toReversed());
    await command({ list: { account: "florist", order: "shuffled", hide: ["newest"] } });
    const shuffled = (await walk(7, 99)).flat();
    expect(shuffled).not.toEqual(plain.slice(1));
    expect(shuffled.toSorted()).toEqual(plain.slice(1).toSorted());
    expect((await running.json(`/${plain[0]}?access_token=${token}`)).id).toBe(plain[0]);
    expect((await me("media_count")).media_count).toBe(60);
    await command({ list: { account: "florist" } });
    expect((await walk(100, 9)).flat()).toEqual(plain);
  });

  test("may end early, be empty, or lead in a circle", async () => {
    await command({ list: { account: "florist", endAfter: 30 } });
    expect((await walk(20, 9)).map(({ length }) => length)).toEqual([20, 10]);
    await command({ list: { account: "florist", endAfter: 0 } });
    expect(await page("limit=20")).toEqual({ data: [] });
    await command({ list: { account: "florist", circular: true } });
    const circle = await walk(30, 5);
    expect(circle[2]).toEqual(circle[0]);
    expect(circle).toHaveLength(5);
  });

  test("may be of another length than what is said of it", async () => {
    await command({ profile: { account: "florist", mediaCount: 99 } });
    expect((await me("media_count")).media_count).toBe(99);
    await command({ profile: { account: "florist", mediaCount: null } });
    expect(await me("username,media_count")).not.toHaveProperty("media_count");
  });
});

describe("fields", () => {
  test("may be missing, of posts, parts or the profile", async () => {
    await command({ fields: { account: "florist", missing: ["media_url"] } });
    const { data } = await page("fields=media_url,permalink,children{media_url}");
    expect(data.filter((post: object) => "media_url" in post)).toEqual([]);
    expect(data.find((post: object) => "children" in post).children.data[0]).toHaveProperty("media_url");
    await command({ fields: { account: "florist", of: "profile", missing: ["username", "name"] } });
    expect(Object.keys(await me("id,username,name"))).toEqual(["id"]);
    await command({ fields: { account: "florist" } });
    expect((await page("fields=media_url")).data[0]).toHaveProperty("media_url");
  });

  test.each([
    ["named", 100, "(is_shared_to_feed)"],
    ["quoted", 10, "'is_shared_to_feed'"],
    ["unnamed", 9005, "only available for video media"],
  ])("may be refused, %s", async (as, code, words) => {
    await command({ fields: { account: "florist", refused: ["is_shared_to_feed"], as } });
    expect((await page("fields=id,caption")).data).toHaveLength(25);
    const { error } = await page("fields=id,is_shared_to_feed");
    expect([error.code, error.message]).toEqual([code, expect.stringContaining(words)]);
  });
});
