import { beforeAll, expect, test } from "vitest";
import { ANONYMOUS, SYSTEM, type Viewer } from "../../../server/viewer.js";
import { insertAccount, insertPosts } from "../../support/feed-rows.js";
import { askAs } from "../../support/graphql.js";
import { setUpTestApp } from "../../support/test-app.js";

const testApp = setUpTestApp();
const at = (day: number) => new Date(Date.UTC(2026, 0, day));

beforeAll(async () => {
  await insertAccount(testApp.app, "acc_b", { username: "bakery", connectedAt: at(1) });
  await insertAccount(testApp.app, "acc_a", { username: "florist", connectedAt: at(2) });
  await insertAccount(testApp.app, "acc_live", { username: "live", connectedAt: at(1), sandbox: false });
  await insertPosts(testApp.app, [
    { accountId: "acc_b", id: "1", timestamp: at(3), shortcode: "album", mediaType: "CAROUSEL_ALBUM" },
    { accountId: "acc_b", id: "11", timestamp: at(3), shortcode: "album", parentId: "1", position: 0 },
    { accountId: "acc_b", id: "2", timestamp: at(4), shortcode: "hidden", hidden: true },
    { accountId: "acc_b", id: "3", timestamp: at(5), shortcode: "removed", removedAt: at(6) },
    { accountId: "acc_a", id: "41", timestamp: at(7), shortcode: "shared" },
    { accountId: "acc_b", id: "42", timestamp: at(7), shortcode: "shared" },
    { accountId: "acc_live", id: "5", timestamp: at(8), shortcode: "live" },
  ]);
});

function find(permalink: string, viewer: Viewer = SYSTEM) {
  const query = `{ mediaByPermalink(permalink: ${JSON.stringify(permalink)}) { id account { username } alsoBy { username } } }`;
  return askAs(testApp.app, viewer, query);
}

const addressOf = (shortcode: string) => `https://www.instagram.com/p/${shortcode}/`;
const foundId = async (shortcode: string) => (await find(addressOf(shortcode))).data.mediaByPermalink?.id ?? null;

test("an operator finds a post by its address, not a part of the album", async () => {
  expect((await find("instagram.com/reel/album/?igsh=abc")).data.mediaByPermalink).toEqual({
    id: "1",
    account: { username: "bakery" },
    alsoBy: [],
  });
});

test("a shared post is the copy of the account connected first, and names the other", async () => {
  expect((await find(addressOf("shared"))).data.mediaByPermalink).toEqual({
    id: "42",
    account: { username: "bakery" },
    alsoBy: [{ username: "florist" }],
  });
});

test("a hidden post is found; a removed one, one of a live server and an unknown one are null", async () => {
  expect(await foundId("hidden")).toBe("2");
  expect(await foundId("removed")).toBeNull();
  expect(await foundId("live")).toBeNull();
  expect(await foundId("nobody")).toBeNull();
  // The letters' case tells shortcodes apart.
  expect(await foundId("ALBUM")).toBeNull();
});

test("an address that is no post's is bad input", async () => {
  for (const permalink of ["", "album", "https://www.instagram.com/bakery/", "https://example.com/p/album/"]) {
    expect((await find(permalink)).codes).toEqual(["BAD_USER_INPUT"]);
  }
});

test.each<[string, Viewer, string]>([
  ["nobody signed in", ANONYMOUS, "UNAUTHENTICATED"],
  ["the owner", { kind: "OWNER", accountId: "acc_b" }, "FORBIDDEN"],
  [
    "a secret key for the account",
    { kind: "CLIENT", keyId: "key", secret: true, scopes: ["READ", "REFRESH"], accountIds: ["acc_b"] },
    "FORBIDDEN",
  ],
  [
    "a publishable key for all accounts",
    { kind: "CLIENT", keyId: "key", secret: false, scopes: ["READ"], accountIds: null },
    "FORBIDDEN",
  ],
])("%s may not look up addresses", async (_, viewer, code) => {
  const { data, codes } = await find(addressOf("album"), viewer);
  expect(codes).toEqual([code]);
  expect(data?.mediaByPermalink ?? null).toBeNull();
});
