import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Received, Reply, ScriptedInstagram } from "./scripted-instagram.js";
import { failureOf, graphError, json, scriptInstagram, TOKEN } from "./scripted-instagram.js";

let scripted: ScriptedInstagram;
beforeEach(async () => {
  scripted = await scriptInstagram();
});
afterEach(() => scripted[Symbol.asyncDispose]());

const POST = { id: "1", media_type: "IMAGE", timestamp: "2026-01-02T03:04:05+0000" };
const MEDIA = (
  "caption,media_product_type,media_url,thumbnail_url,permalink,shortcode,username,alt_text,like_count,comments_count," +
  "is_shared_to_feed,children"
).split(",");
const ONLY_VIDEO = graphError(9005, "(#9005) The requested field is only available for video media", {
  error_subcode: 1452042,
});

const asks = (field: string, { query }: Received) => new RegExp(`\\b${field}\\b`).test(query.get("fields") ?? "");
/** Refuses every question for one of these fields. */
const refusing =
  (fields: string[], apiError: Reply, answer: unknown = { data: [POST] }): Reply =>
  (response, request) =>
    (fields.some((field) => asks(field, request)) ? apiError : json(answer))(response, request);
const page = (accountId = "acc_1") =>
  scripted.instagram.forAccount(accountId).readMediaPage(TOKEN, { after: null, limit: 100 });
const lacking = (asked: ReadonlySet<string>) => MEDIA.filter((field) => !asked.has(field));

describe("a field that is refused by name", () => {
  test.each([
    ["nonexisting", graphError(100, "(#100) Tried accessing nonexisting field (like_count) on node type (IGMedia)")],
    ["in quotes, with code 10", graphError(10, "(#10) This app may not read the field 'like_count' of this object")],
    ["in double quotes", graphError(100, '(#100) Unsupported get request: "like_count" cannot be read')],
    ["as one that does not exist", graphError(100, "The field like_count does not exist")],
    ["with code 200", graphError(200, "(#200) Permission to read [like_count] is missing")],
  ])("%s costs one call, and nothing but that field", async (_, apiError) => {
    scripted.script(refusing(["like_count"], apiError));
    const { posts, requestedFields } = await page();
    expect([posts.length, lacking(requestedFields), scripted.requests.length]).toEqual([1, ["like_count"], 2]);
    await page();
    await page("acc_2");
    expect(scripted.requests.map((request) => asks("like_count", request))).toEqual([true, false, false, true, false]);
  });

  test("that is plain English counts only where it is set apart", async () => {
    scripted.script(refusing(["caption"], graphError(100, "(#100) No caption or name may be read: field 'caption'")));
    expect(lacking((await page()).requestedFields)).toEqual(["caption"]);
  });
});

describe("a field that is refused without being named", () => {
  test.each(MEDIA)("(%s) costs five calls at most, then one, and few others are left out with it", async (field) => {
    scripted.script(refusing([field], ONLY_VIDEO));
    expect((await page()).posts).toHaveLength(1);
    expect(scripted.requests.length).toBeLessThanOrEqual(5);
    scripted.requests.length = 0;
    const { requestedFields } = await page();
    expect(scripted.requests).toHaveLength(1);
    expect(lacking(requestedFields)).toContain(field);
    expect(lacking(requestedFields).length).toBeLessThanOrEqual(3);
  });

  test("and only available for films is found exactly", async () => {
    scripted.script(refusing(["is_shared_to_feed"], ONLY_VIDEO));
    await page();
    expect(lacking((await page()).requestedFields)).toEqual(["is_shared_to_feed"]);
  });

  test("beside others: the page comes all the same", async () => {
    scripted.script(refusing(["caption", "alt_text", "media_url"], ONLY_VIDEO));
    expect((await page()).posts).toHaveLength(1);
    expect(scripted.requests.length).toBeLessThanOrEqual(5);
  });

  test.each([
    ["a code of its own", graphError(9005, "This is not available")],
    ["the words of a missing permission", graphError(10, "(#10) Application does not have permission for this action")],
    ["the words of a dead grant", graphError(100, "Unsupported request - method type: get")],
    ["no code", json({ error: { message: "Invalid field", type: "OAuthException" } }, 400)],
  ])("of the profile, with %s: it comes all the same", async (_, apiError) => {
    const me = { id: "1", username: "bakery" };
    scripted.script(refusing(["biography"], apiError, me));
    expect(await scripted.instagram.forAccount("acc_1").readProfile(TOKEN)).toMatchObject(me);
    expect(scripted.requests.length).toBeLessThanOrEqual(5);
  });
});

describe("an essential field", () => {
  const FILM = { id: "2", permalink: "https://www.instagram.com/reel/x/", thumbnail_url: "https://cdn.example/p.jpg" };
  const ALBUM = { id: "3", children: { data: [{ id: "4" }, { id: "5", media_url: "https://cdn.example/f.mp4?x=1" }] } };
  const refusals = (field: string): [string, Reply][] => [
    ["by name", graphError(100, `(#100) Tried accessing nonexisting field (${field})`)],
    ["without being named", ONLY_VIDEO],
  ];
  const TIME = { timestamp: POST.timestamp };

  test.each(refusals("timestamp"))(
    "(timestamp) refused %s: the page comes, its posts in their order",
    async (_, apiError) => {
      const posts = [1, 2, 3].map((id) => ({ id: String(id), media_type: "IMAGE" }));
      scripted.script(refusing(["timestamp"], apiError, { data: posts }));
      const read = await page();
      expect(read.posts.map(({ id }) => id)).toEqual(["1", "2", "3"]);
      const times = read.posts.map(({ timestamp }) => timestamp.getTime());
      expect(times).toEqual(times.toSorted((a, b) => b - a));
      expect(new Set(times).size).toBe(3);
      expect(read.requestedFields.has("timestamp")).toBe(false);
      expect(scripted.requests.length).toBeLessThanOrEqual(3);
      scripted.requests.length = 0;
      await page();
      expect(scripted.requests).toHaveLength(1);
    },
  );

  test.each(refusals("media_type"))("(media_type) refused %s: the other fields tell the type", async (_, apiError) => {
    const data = [
      { id: "1", ...TIME },
      { ...FILM, ...TIME },
      { ...ALBUM, ...TIME },
    ];
    scripted.script(refusing(["media_type"], apiError, { data }));
    const { posts, requestedFields } = await page();
    expect(posts.map(({ mediaType }) => mediaType)).toEqual(["IMAGE", "VIDEO", "CAROUSEL_ALBUM"]);
    expect(posts[2]?.children.map(({ mediaType }) => mediaType)).toEqual(["IMAGE", "VIDEO"]);
    expect(requestedFields.has("media_type")).toBe(false);
    expect(scripted.requests.length).toBeLessThanOrEqual(3);
  });

  test("(id) comes all the same", async () => {
    const refused = graphError(100, "(#100) Tried accessing nonexisting field (id)");
    scripted.script(refusing(["id"], refused));
    expect((await page()).posts).toHaveLength(1);
    scripted.script(refusing(["id"], refused, { id: "1", username: "bakery" }));
    expect((await scripted.instagram.forAccount("acc_1").readProfile(TOKEN)).id).toBe("1");
  });

  test("of a single post is replaced alike", async () => {
    scripted.script(
      refusing(["timestamp"], graphError(100, "Tried accessing nonexisting field (timestamp)"), {
        id: "1",
        media_type: "IMAGE",
      }),
    );
    expect(await scripted.instagram.forAccount("acc_1").readMedia(TOKEN, "1")).toMatchObject({ id: "1" });
  });
});

describe("a field that is refused with a code that tells nothing", () => {
  test.each([
    ["1", graphError(1, "An unknown error occurred: field 'like_count'")],
    ["2", graphError(2, "(#2) Service temporarily unavailable (like_count)", { status: 500 })],
    ["none", json({ error: { message: "Cannot read like_count", type: "OAuthException" } }, 500)],
  ])("(%s) but by name: it costs one call", async (_, apiError) => {
    scripted.script(refusing(["like_count"], apiError));
    expect(lacking((await page()).requestedFields)).toEqual(["like_count"]);
    expect(scripted.requests).toHaveLength(2);
  });

  test.each([1, 2])("(%i) and without a name: it is found, and the next page costs one call", async (code) => {
    scripted.script(refusing(["like_count"], graphError(code, "An unknown error has occurred.", { status: 500 })));
    expect((await page()).posts).toHaveLength(1);
    expect(scripted.requests.length).toBeLessThanOrEqual(9);
    scripted.requests.length = 0;
    const { requestedFields } = await page();
    expect(scripted.requests).toHaveLength(1);
    expect(lacking(requestedFields)).toContain("like_count");
    expect(lacking(requestedFields).length).toBeLessThanOrEqual(3);
  });

  test("costs one call more where it was an outage, and nothing is left out when that ends just then", async () => {
    const out = graphError(2, "An unexpected error has occurred. Please retry", { status: 500 });
    scripted.script(out);
    expect((await failureOf(page())).failureCause).toBe("INSTAGRAM_UNAVAILABLE");
    expect(scripted.requests.length).toBe(4);
    scripted.script(out, out, out, json({ data: [POST] }));
    expect(lacking((await page()).requestedFields)).toEqual([]);
    expect(lacking((await page()).requestedFields)).toEqual([]);
  });
});

test("a refusal that is about no field is told as it is, after two more calls", async () => {
  scripted.script(graphError(100, "(#100) Invalid parameter"));
  expect((await failureOf(page())).failureCause).toBe("INSTAGRAM_REJECTED");
  expect(scripted.requests).toHaveLength(3);
});

test("nothing is remembered of a search that another failure ended", async () => {
  let count = 0;
  scripted.script((response, request) => {
    count++;
    const reply = count === 3 ? graphError(190, "?") : refusing(["caption"], ONLY_VIDEO);
    reply(response, request);
  });
  expect((await page()).posts).toHaveLength(1);
  await page();
  expect(scripted.requests.map((request) => asks("caption", request))[3]).toBe(true);
});
