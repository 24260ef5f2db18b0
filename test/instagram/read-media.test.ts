import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { MediaCursor } from "../../server/instagram/cursor.js";
import {
  failureOf,
  fixture,
  graphError,
  html,
  json,
  type ScriptedInstagram,
  scriptInstagram,
  TOKEN,
} from "./scripted-instagram.js";

let scripted: ScriptedInstagram;
beforeEach(async () => {
  scripted = await scriptInstagram();
});
afterEach(() => scripted[Symbol.asyncDispose]());

const AT = "2019-09-26T22:36:43+0000";
const POST = { id: "17895695668004550", media_type: "IMAGE", timestamp: AT };
const firstPage = (limit = 100) => scripted.instagram.readMediaPage(TOKEN, { after: null, limit });
const limitsAsked = () => scripted.requests.map(({ query }) => Number(query.get("limit")));
const TOO_MUCH = graphError(1, "Please reduce the amount of data you're asking for, then retry your request", {
  status: 500,
});

describe("a page of posts", () => {
  test("asks for every field of a post and of an album's parts, with the token in a header", async () => {
    scripted.script(json({ data: [POST] }));
    const page = await firstPage(25);
    expect(page).toMatchObject({ unknownTypeCount: 0, brokenCount: 0, next: null, limit: 25 });
    expect(page.posts.map(({ id }) => id)).toEqual([POST.id]);
    const [request] = scripted.requests;
    expect(request?.path).toBe("/v26.0/me/media");
    expect(request?.authorization).toBe(`Bearer ${TOKEN.reveal()}`);
    expect(request?.query.get("limit")).toBe("25");
    expect(request?.query.get("fields")).toBe(
      "id,caption,media_type,media_product_type,media_url,thumbnail_url,permalink,shortcode,timestamp,username," +
        "alt_text,like_count,comments_count,is_shared_to_feed," +
        "children{id,media_type,media_url,thumbnail_url,permalink,timestamp,username,shortcode}",
    );
  });

  test("leads to the next, even when it is empty, without the token that Instagram puts there", async () => {
    const next = `${scripted.url}/v25.0/17841400000000001/media?access_token=${TOKEN.reveal()}&limit=9&fields=id&after=QVFI`;
    scripted.script(json({ data: [], paging: { cursors: { after: "QVFI" }, next } }), json({ data: [POST] }));
    const first = await firstPage();
    expect(first.posts).toEqual([]);
    expect(first.next).not.toContain(TOKEN.reveal());
    const second = await scripted.instagram.readMediaPage(TOKEN, { after: first.next, limit: 100 });
    expect(second.posts).toHaveLength(1);
    const [, request] = scripted.requests;
    expect(request?.path).toBe("/v25.0/17841400000000001/media");
    expect(request?.query.get("after")).toBe("QVFI");
    expect(request?.query.get("limit")).toBe("100");
    expect(request?.query.get("fields")).toContain("children{");
    expect(request?.query.has("access_token")).toBe(false);
    expect(request?.authorization).toBe(`Bearer ${TOKEN.reveal()}`);
  });

  test("with a cursor but no next is the last", async () => {
    scripted.script(json({ data: [POST], paging: { cursors: { before: "a", after: "b" } } }));
    expect((await firstPage()).next).toBeNull();
  });

  test.each([
    ["another host", (url: string) => url.replace("127.0.0.1", "localhost")],
    ["another scheme", (url: string) => url.replace("http:", "https:")],
    ["no address at all", () => "/v26.0/me/media?after=x"],
  ])("whose next names %s is the last that is read, and nothing is called", async (_, twist) => {
    scripted.script(json({ data: [POST], paging: { next: twist(`${scripted.url}/v26.0/me/media?after=x`) } }));
    const page = await firstPage();
    expect([page.posts.length, page.next, page.isCutShort]).toEqual([1, null, true]);
    expect(scripted.requests).toHaveLength(1);
  });

  test("whose next names another host is followed by its mark on ours, and the other is never called", async () => {
    const next = "https://graph.instagram.com/v26.0/1/media?access_token=IGAA&after=QVFI";
    scripted.script(json({ data: [POST], paging: { cursors: { after: "QVFI" }, next } }), json({ data: [] }));
    const page = await firstPage();
    expect(page.isCutShort).toBe(false);
    await scripted.instagram.readMediaPage(TOKEN, { after: page.next, limit: 100 });
    const [, request] = scripted.requests;
    expect([request?.path, request?.query.get("after")]).toEqual(["/v26.0/me/media", "QVFI"]);
  });

  test("is not called at a cursor made elsewhere", async () => {
    const after = `${scripted.url.replace("127.0.0.1", "localhost")}/v26.0/me/media` as MediaCursor;
    const call = scripted.instagram.readMediaPage(TOKEN, { after, limit: 100 });
    expect((await failureOf(call)).failureCause).toBe("INSTAGRAM_REJECTED");
    expect(scripted.requests).toHaveLength(0);
  });

  test("comes with everything that can be read beside what cannot", async () => {
    const data = [POST, { ...POST, id: "2", media_type: "HOLOGRAM" }, { ...POST, id: "3", timestamp: "never" }];
    scripted.script(json({ data }));
    const page = await firstPage();
    expect([page.posts.length, page.unknownTypeCount, page.brokenCount]).toEqual([1, 1, 1]);
  });

  test("refused on a correct request is INSTAGRAM_REJECTED where /me answers", async () => {
    const refused = json(fixture("14_err_100_unsupported_request_method_get"), 400);
    scripted.script(refused, refused, json('{"id":"1"}'));
    expect((await failureOf(firstPage())).failureCause).toBe("INSTAGRAM_REJECTED");
  });
});

describe("a page that is too much for Instagram", () => {
  test("is asked again for half as many, down to ten, and tells how many it asked for", async () => {
    scripted.script(TOO_MUCH, TOO_MUCH, TOO_MUCH, TOO_MUCH, json({ data: [POST] }));
    expect((await firstPage()).limit).toBe(10);
    expect(limitsAsked()).toEqual([100, 50, 25, 12, 10]);
  });

  test("and stays so for ten is given up after three attempts with ten, and one for fewer fields", async () => {
    scripted.script(TOO_MUCH);
    expect((await failureOf(firstPage(20))).failureCause).toBe("INSTAGRAM_UNAVAILABLE");
    expect(limitsAsked()).toEqual([20, 10, 10, 10, 10]);
  });

  test("may say so by a plain 500, which still counts as an attempt", async () => {
    scripted.script(html(500), json(fixture("16_err_2_transient_http500"), 500), json({ data: [POST] }));
    expect((await firstPage()).limit).toBe(25);
    expect(limitsAsked()).toEqual([100, 50, 25]);
    scripted.requests.length = 0;
    scripted.script(html(500));
    await failureOf(firstPage());
    expect(limitsAsked()).toEqual([100, 50, 25]);
  });
});

describe("a field that Instagram calls nonexistent", () => {
  const nonexistent = (field: string) => graphError(100, `(#100) Tried accessing nonexisting field (${field})`);
  const fieldsAsked = () => scripted.requests.map(({ query }) => query.get("fields") ?? "");

  test("is left out of posts, then and later", async () => {
    scripted.script(nonexistent("alt_text"), json({ data: [POST] }));
    const one = scripted.instagram.forAccount("acc_1");
    await one.readMediaPage(TOKEN, { after: null, limit: 100 });
    await one.readMedia(TOKEN, POST.id);
    expect(fieldsAsked().map((fields) => fields.includes("alt_text"))).toEqual([true, false, false]);
  });

  test("is left out of the parts of albums first, and of posts only when that does not help", async () => {
    scripted.script(nonexistent("shortcode"), nonexistent("shortcode"), json({ data: [POST] }));
    await firstPage();
    expect(fieldsAsked().map((fields) => fields.split("shortcode").length - 1)).toEqual([2, 1, 0]);
  });

  test("may be the parts of albums altogether", async () => {
    scripted.script(nonexistent("children"), json({ data: [POST] }));
    await firstPage();
    expect(fieldsAsked()[1]).not.toContain("children");
  });

  test("and is still refused when it is left out fails the call", async () => {
    scripted.script(nonexistent("media_type"));
    expect((await failureOf(firstPage())).failureCause).toBe("INSTAGRAM_REJECTED");
    expect(scripted.requests.length).toBeLessThanOrEqual(5);
  });
});

describe("a single post", () => {
  test("is asked for by its id", async () => {
    scripted.script(json({ ...POST, media_url: "https://scontent.cdninstagram.com/new.jpg" }));
    const post = await scripted.instagram.readMedia(TOKEN, POST.id);
    expect(post?.mediaUrl).toBe("https://scontent.cdninstagram.com/new.jpg");
    expect(scripted.requests[0]?.path).toBe(`/v26.0/${POST.id}`);
    expect(scripted.requests[0]?.authorization).toBe(`Bearer ${TOKEN.reveal()}`);
  });

  test.each([
    ["100/33", graphError(100, "Unsupported get request.", { error_subcode: 33 })],
    ["100 in words", graphError(100, "Unsupported get request. Object with ID '1' does not exist, cannot be loaded …")],
  ])("that is gone (%s) is null", async (_, gone) => {
    scripted.script(gone);
    expect(await scripted.instagram.readMedia(TOKEN, POST.id)).toBeNull();
    expect(scripted.requests).toHaveLength(1);
  });

  test.each([
    ["a dead token", graphError(190, "?"), "TOKEN_REVOKED"],
    ["throttling", graphError(17, "?"), "INSTAGRAM_RATE_LIMITED"],
    ["a bad parameter", graphError(100, "Invalid parameter"), "INSTAGRAM_REJECTED"],
    ["a type that nobody knows", json({ ...POST, media_type: "HOLOGRAM" }), "INSTAGRAM_REJECTED"],
  ])("is not taken for gone because of %s", async (_, reply, cause) => {
    scripted.script(reply);
    expect((await failureOf(scripted.instagram.readMedia(TOKEN, POST.id))).failureCause).toBe(cause);
  });

  test("an id cannot lead anywhere else", async () => {
    scripted.script(json(POST));
    expect(await scripted.instagram.readMedia(TOKEN, "..")).toBeNull();
    expect(scripted.requests).toHaveLength(0);
    await scripted.instagram.readMedia(TOKEN, "../me?fields=x#");
    expect(scripted.requests[0]?.path).toBe("/v26.0/..%2Fme%3Ffields%3Dx%23");
  });
});

test("a base address with a path works for every call, and its pages must stay beneath it", async () => {
  await using sandbox = await scriptInstagram({ path: "/sandbox" });
  sandbox.script(
    json('{"access_token":"t"}'),
    json('{"access_token":"t"}'),
    json('{"access_token":"t"}'),
    json('{"id":"1","username":"a"}'),
    json({ data: [], paging: { next: `${sandbox.url}/v26.0/1/media?access_token=t&after=x` } }),
    json({ data: [], paging: { next: `${sandbox.url.replace("/sandbox", "")}/graphql` } }),
  );
  await sandbox.instagram.exchangeCode({ code: "c", redirectUri: "https://feeds.example/" });
  await sandbox.instagram.exchangeToken(TOKEN);
  await sandbox.instagram.refreshToken(TOKEN);
  await sandbox.instagram.readProfile(TOKEN);
  const { next } = await sandbox.instagram.readMediaPage(TOKEN, { after: null, limit: 10 });
  expect((await sandbox.instagram.readMediaPage(TOKEN, { after: next, limit: 10 })).isCutShort).toBe(true);
  expect(sandbox.requests.map(({ path }) => path)).toEqual([
    "/sandbox/oauth/access_token",
    "/sandbox/access_token",
    "/sandbox/refresh_access_token",
    "/sandbox/v26.0/me",
    "/sandbox/v26.0/me/media",
    "/sandbox/v26.0/1/media",
  ]);
});
