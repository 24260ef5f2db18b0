import { once } from "node:events";
import { request as httpRequest, IncomingMessage } from "node:http";
import { Socket } from "node:net";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { COMMANDS } from "../../server/sandbox/commands.js";
import { control } from "../../server/sandbox/control.js";
import { type RunningSandbox, startSandbox } from "./start-sandbox.js";

describe("control", () => {
  let running: RunningSandbox;
  let token: string;
  beforeAll(async () => {
    running = await startSandbox();
    token = await running.longToken("bakery");
  });
  afterEach(() => running.control({ reset: true }));
  afterAll(() => running.close());

  const command = async (body: unknown) => JSON.parse(await (await running.control(body)).text());
  const posts = async (fields: string) =>
    (await running.json(`/me/media?limit=100&fields=${fields}&access_token=${token}`)).data;

  describe("is refused", () => {
    const attempt = (headers: Record<string, string>) => running.control({ reset: true }, headers);

    test.each([
      ["through a proxy", { "x-forwarded-for": "127.0.0.1" }, "proxy"],
      ["through a proxy that says so in the standard's way", { forwarded: "for=127.0.0.1" }, "proxy"],
      ["through a proxy that tells its protocol only", { "x-forwarded-proto": "https" }, "proxy"],
      ["from a page of another site", { origin: "https://evil.example" }, "other sites"],
      ["as a form, which a page may send unasked", { "content-type": "text/plain" }, "application/json"],
    ])("%s", async (_, headers, words) => {
      const response = await attempt(headers);
      expect(response.status).toBe(403);
      expect(JSON.parse(await response.text()).error).toContain(words);
    });

    test("under a name that another site may point at this machine", async () => {
      const { port } = new URL(running.base);
      const headers = { host: `rebound.example:${port}`, "content-type": "application/json" };
      const request = httpRequest(`${running.base}/_control`, { method: "POST", headers });
      request.end('{"reset":true}');
      const [response] = await once(request, "response");
      expect(response.statusCode).toBe(403);
      response.resume();
    });

    test("from another machine", () => {
      const request = new IncomingMessage(new Socket());
      Object.defineProperty(request.socket, "remoteAddress", { value: "192.168.1.7" });
      Object.assign(request.headers, { host: "localhost:4000", "content-type": "application/json" });
      const answer = control(running.sandbox, request, Buffer.from('{"reset":true}'));
      expect([answer.status, String(answer.body)]).toEqual([403, expect.stringContaining("this machine only")]);
    });

    test("by GET", async () => {
      expect((await running.get("/_control")).status).toBe(400);
    });
  });

  test.each([
    ["an unknown command", { explode: true }, "there is no command explode"],
    ["a duration without unit", { advance: "31" }, "advance: must be a number and s, m, h or d"],
    ["an unknown account", { revoke: { account: "butcher" } }, "revoke.account: Invalid option"],
    ["a field that does not exist", { withdraw: { account: "bakery", now: 1 } }, 'withdraw: Unrecognized key: "now"'],
    ["an unknown fault", { fail: { kind: "melt" } }, "fail.kind: Invalid"],
    ["no command", {}, "names no command"],
    ["no object", [1], "must be a JSON object"],
  ])("%s is answered with what is wrong and an example that works", async (_, body, words) => {
    const response = await running.control(body);
    const answer = JSON.parse(await response.text());
    expect([response.status, answer.ok]).toEqual([400, false]);
    expect(answer.error).toContain(words);
    expect(await command(answer.example)).toMatchObject({ ok: true });
  });

  test("an array runs one command several times, in order", async () => {
    const both = [{ revoke: { account: "bakery" } }, { revoke: { account: "florist" }, advance: "1d" }];
    expect(await command(both)).toMatchObject({
      ok: true,
      results: [{ revoke: true }, { revoke: true, advance: true }],
    });
    const { state } = await command({ state: true });
    expect(state.clockOffsetMs).toBe(86_400_000);
    expect((await running.get(`/me?fields=id&access_token=${token}`)).status).toBe(400);
    expect((await running.control([{ advance: "1d" }, { explode: true }])).status).toBe(400);
    expect((await command({ state: true })).state.clockOffsetMs).toBe(86_400_000);
  });

  test("nothing runs when one of several is not understood", async () => {
    expect((await running.control({ advance: "1d", explode: true })).status).toBe(400);
    expect((await command({ state: true })).state.clockOffsetMs).toBe(0);
  });

  test.each(Object.entries(COMMANDS))("the example of %s works", async (_, { example }) => {
    expect(await command(example)).toMatchObject({ ok: true });
  });

  test("time advances, and is told", async () => {
    const before = Date.now();
    const { now } = await command({ advance: "31d" });
    expect(Math.abs(Date.parse(now) - before - 31 * 86_400_000)).toBeLessThan(5_000);
    expect(Math.abs(running.clock.now().getTime() - Date.parse(now))).toBeLessThan(5_000);
    await command({ reset: true });
    expect(Math.abs(running.clock.now().getTime() - Date.now())).toBeLessThan(1_000);
  });

  test("posts can be added, of every kind, newest first", async () => {
    const { posts: done } = await command({
      posts: {
        account: "bakery",
        add: [
          { caption: "first" },
          { caption: "second", type: "REEL", likeCount: null },
          { type: "CAROUSEL_ALBUM", parts: 4, caption: null },
          { caption: "old", takenAt: "2001-01-01T00:00:00Z" },
          { mediaType: "HOLOGRAM" },
        ],
      },
    });
    expect(done).toMatchObject({ mediaCount: 45 });
    const list = await posts("caption,media_type,media_product_type,like_count,media_url,children{id}");
    expect(list.map(({ id }: { id: string }) => id).slice(0, 4)).toEqual([4, 2, 1, 0].map((at) => done.added[at]));
    expect(list.at(-1)).toMatchObject({ id: done.added[3], caption: "old" });
    expect(list[0].media_type).toBe("HOLOGRAM");
    expect(list[1].children.data).toHaveLength(4);
    expect(list[1]).not.toHaveProperty("caption");
    expect(list[2]).toMatchObject({ caption: "second", media_product_type: "REELS" });
    expect(list[2]).not.toHaveProperty("like_count");
    for (const { media_url } of list.slice(0, 4)) expect((await fetch(media_url)).status).toBe(200);
  });

  test("a post can be changed and deleted, by id or by place", async () => {
    const [newest, second] = await posts("caption");
    await command({ posts: { account: "bakery", change: { id: second.id, caption: "anders", likeCount: 7 } } });
    expect((await posts("caption,like_count"))[1]).toEqual({ caption: "anders", like_count: 7, id: second.id });
    await command({ posts: { account: "bakery", change: { id: "newest", caption: null } } });
    expect((await posts("caption"))[0]).toEqual({ id: newest.id });
    await command({ posts: { account: "bakery", delete: ["newest"] } });
    expect((await posts("id"))[0].id).toBe(second.id);
    expect((await running.json(`/${newest.id}?access_token=${token}`)).error.error_subcode).toBe(33);
  });

  test("many posts can go at once, and cursors that point at them die", async () => {
    const { paging } = await running.json(`/me/media?limit=5&access_token=${token}`);
    const { posts: done } = await command({ posts: { account: "bakery", deleteNewest: 10, deleteOldest: 20 } });
    expect(done.mediaCount).toBe(10);
    expect((await running.json(`/me?fields=media_count&access_token=${token}`)).media_count).toBe(10);
    expect(JSON.parse(await (await fetch(paging.next)).text()).error.code).toBe(100);
  });

  test("somebody else's post cannot be changed", async () => {
    const [post] = await posts("id");
    const response = await running.control({ posts: { account: "florist", change: { id: post.id, caption: "x" } } });
    expect([response.status, JSON.parse(await response.text()).error]).toEqual([
      400,
      `@florist has no post ${post.id}`,
    ]);
  });

  test("an account can be renamed and redrawn", async () => {
    const fields = "fields=username,name,biography,website,followers_count,profile_picture_url,account_type";
    const before = await running.json(`/me?${fields}&access_token=${token}`);
    await command({
      profile: { account: "bakery", username: "ofen", name: null, website: null, followersCount: 1, picture: 2 },
    });
    await command({ profile: { account: "bakery", accountType: "MEDIA_CREATOR" } });
    const me = await running.json(`/me?${fields}&access_token=${token}`);
    expect(me).toMatchObject({ username: "ofen", followers_count: 1, account_type: "MEDIA_CREATOR" });
    expect(me.biography).toBe(before.biography);
    expect("name" in me || "website" in me).toBe(false);
    const bytes = async (url: string) => Buffer.from(await (await fetch(url)).arrayBuffer()).toString("base64");
    expect(await bytes(me.profile_picture_url)).not.toBe(await bytes(before.profile_picture_url));
    expect((await posts("username"))[0].username).toBe("ofen");
    expect(await running.code("ofen")).not.toBe("");
  });

  test("the state tells the cast, what is in force and which calls were made, and never a token", async () => {
    await posts("id");
    await running.get(`/me?access_token=${token}`);
    await running.get("/me?access_token=IGAAunknown");
    await command({ fail: { kind: "transient", endpoint: "me" }, usage: { percent: 10 }, revoke: { token } });
    const text = await (await running.control({ state: true })).text();
    const { state } = JSON.parse(text);
    expect(state.accounts.map(({ account }: { account: string }) => account)).toContain("lighthouse");
    expect(state.accounts[0]).toMatchObject({ username: "bakery", mediaCount: 40, revocations: 1 });
    expect(state.faults).toMatchObject([{ kind: "transient", endpoint: "me" }]);
    expect(state.calls.counts).toEqual({ bakery: { media: 1, me: 1 }, unknown: { me: 1 } });
    expect(state.calls.recent[0]).toMatchObject({ endpoint: "media", account: "bakery", status: 200, limit: 100 });
    expect(text).not.toContain("IGAA");
    expect(text).not.toContain(running.sandbox.appSecret.reveal());
  });

  test("reset leaves nothing behind but the tokens", async () => {
    await command({
      advance: "5d",
      withdraw: { account: "bakery" },
      profile: { account: "bakery", username: "x" },
      posts: { account: "bakery", deleteNewest: 3 },
      fail: { kind: "html" },
      shape: { exchange: "comma" },
    });
    await command({ reset: true });
    const me = await running.json(`/me?fields=username,media_count&access_token=${token}`);
    expect(me).toMatchObject({ username: "bakery", media_count: 40 });
  });
});
