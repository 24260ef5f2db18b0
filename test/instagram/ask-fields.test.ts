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
  (fields: string[], refusal: Reply, answer: unknown = { data: [POST] }): Reply =>
  (response, request) =>
    (fields.some((field) => asks(field, request)) ? refusal : json(answer))(response, request);
const page = (accountId = "acc_1") =>
  scripted.instagram.of(accountId).readMediaPage(TOKEN, { after: null, limit: 100 });
const lacking = (asked: ReadonlySet<string>) => MEDIA.filter((field) => !asked.has(field));

describe("a field that is refused by name", () => {
  test.each([
    ["nonexisting", graphError(100, "(#100) Tried accessing nonexisting field (like_count) on node type (IGMedia)")],
    ["in quotes, with code 10", graphError(10, "(#10) This app may not read the field 'like_count' of this object")],
    ["in double quotes", graphError(100, '(#100) Unsupported get request: "like_count" cannot be read')],
    ["as one that does not exist", graphError(100, "The field like_count does not exist")],
    ["with code 200", graphError(200, "(#200) Permission to read [like_count] is missing")],
  ])("%s costs one call, and nothing but that field", async (_, refusal) => {
    scripted.script(refusing(["like_count"], refusal));
    const { posts, asked } = await page();
    expect([posts.length, lacking(asked), scripted.requests.length]).toEqual([1, ["like_count"], 2]);
    await page();
    await page("acc_2");
    expect(scripted.requests.map((request) => asks("like_count", request))).toEqual([true, false, false, true, false]);
  });

  test("that is plain English counts only where it is set apart", async () => {
    scripted.script(refusing(["caption"], graphError(100, "(#100) No caption or name may be read: field 'caption'")));
    expect(lacking((await page()).asked)).toEqual(["caption"]);
  });
});

describe("a field that is refused without being named", () => {
  test.each(MEDIA)("(%s) costs five calls at most, then one, and few others are left out with it", async (field) => {
    scripted.script(refusing([field], ONLY_VIDEO));
    expect((await page()).posts).toHaveLength(1);
    expect(scripted.requests.length).toBeLessThanOrEqual(5);
    scripted.requests.length = 0;
    const { asked } = await page();
    expect(scripted.requests).toHaveLength(1);
    expect(lacking(asked)).toContain(field);
    expect(lacking(asked).length).toBeLessThanOrEqual(3);
  });

  test("and only available for films is found exactly", async () => {
    scripted.script(refusing(["is_shared_to_feed"], ONLY_VIDEO));
    await page();
    expect(lacking((await page()).asked)).toEqual(["is_shared_to_feed"]);
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
  ])("of the profile, with %s: it comes all the same", async (_, refusal) => {
    const me = { id: "1", username: "bakery" };
    scripted.script(refusing(["biography"], refusal, me));
    expect(await scripted.instagram.of("acc_1").readProfile(TOKEN)).toMatchObject(me);
    expect(scripted.requests.length).toBeLessThanOrEqual(5);
  });
});

test("a refusal that is about no field is told as it is, after one more call", async () => {
  scripted.script(graphError(100, "(#100) Invalid parameter"));
  expect((await failureOf(page())).failureCause).toBe("INSTAGRAM_REJECTED");
  expect(scripted.requests).toHaveLength(2);
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
