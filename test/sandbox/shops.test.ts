import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { LoggedCall } from "../../server/sandbox/call-log.js";
import { accountOfId, testAccount } from "../../server/sandbox/fixtures.js";
import { postId, readMediaId } from "../../server/sandbox/media-ids.js";
import { type RunningSandbox, startSandbox } from "./start-sandbox.js";

let running: RunningSandbox;
beforeAll(async () => {
  running = await startSandbox();
});
afterAll(() => running.close());

describe("the shops beside the cast", () => {
  test("log in, and give a profile and three posts, page by page", async () => {
    const token = await running.longToken("shop7");
    const me = await running.json(`/v26.0/me?fields=id,username,media_count&access_token=${token}`);
    expect(me).toMatchObject({ username: "shop7", media_count: 3 });
    const page = await running.json(`/v26.0/me/media?fields=id&limit=2&access_token=${token}`);
    expect(page.data).toHaveLength(2);
    const rest = JSON.parse(await (await fetch(page.paging.next)).text());
    expect(rest.data).toHaveLength(1);
    const [{ id }] = rest.data;
    expect(await running.json(`/v26.0/${id}?fields=id&access_token=${token}`)).toEqual({ id });
  });

  test("have ids of their own that lead back to them", () => {
    const ids = new Set<string>();
    for (let place = 1; place <= 8_999; place++) {
      const shop = testAccount(`shop${place}`) ?? expect.fail();
      for (const id of [shop.userId, shop.appScopedId]) {
        ids.add(id);
        if (place % 500 === 1) expect(accountOfId(id)).toBe(shop);
      }
      if (place % 500 === 1) expect(readMediaId(postId(shop, 2))).toMatchObject({ member: shop, index: 2, part: null });
    }
    expect(ids.size).toBe(2 * 8_999);
    expect([testAccount("shop0"), testAccount("shop9000"), testAccount("shop07"), testAccount("shop")]).toEqual(
      Array(4).fill(null),
    );
  });

  test("take every command by name, alone", async () => {
    const [sick, well] = [await running.longToken("shop8"), await running.longToken("shop9")];
    expect((await running.control({ revoke: { account: "shop8" } })).status).toBe(200);
    expect((await running.get(`/me?access_token=${sick}`)).status).toBe(400);
    expect((await running.get(`/me?access_token=${well}`)).status).toBe(200);
    expect((await running.control({ revoke: { account: "shop9000" } })).status).toBe(400);
  });
});

test("who listens to the log is told of each call, with the error's code and which token it was", async () => {
  const heard: LoggedCall[] = [];
  running.sandbox.calls.subscribe((call) => heard.push(call));
  const token = await running.longToken("shop10");
  heard.length = 0;
  await running.get(`/me?access_token=${token}`);
  await running.get(`/refresh_access_token?grant_type=ig_refresh_token&access_token=${token}`);
  expect(heard).toMatchObject([
    { endpoint: "me", account: "shop10", status: 200 },
    { endpoint: "refresh", account: "shop10", status: 400, code: 100 },
  ]);
  expect(heard[0]?.grant?.id).toBe(heard[1]?.grant?.id);
  expect(JSON.stringify(heard)).not.toContain(token);
});
