import { beforeAll, beforeEach, expect, test } from "vitest";
import { media } from "../../../server/db/schema/media.js";
import { saveMedia } from "../../../server/features/media/save-media.js";
import { readPosts } from "../../../server/instagram/media-schemas.js";
import type { Viewer } from "../../../server/viewer.js";
import { insertAccount, insertPosts, type PostColumns } from "../../support/feed-rows.js";
import { AS_OPERATOR, ask, askAs } from "../../support/graphql.js";
import { setUpTestApp } from "../../support/test-app.js";

const testApp = setUpTestApp();
let url: string;
const at = (day: number) => new Date(Date.UTC(2026, 0, day));

beforeAll(async () => {
  url = await testApp.serve();
  // Connected in another order than their ids.
  await insertAccount(testApp.app, "acc_b", { username: "bakery", connectedAt: at(1) });
  await insertAccount(testApp.app, "acc_a", { username: "florist", connectedAt: at(2) });
  await insertAccount(testApp.app, "acc_c", { username: "cafe", connectedAt: at(3) });
});

const post = (accountId: string, id: string, more: Partial<PostColumns> = {}): PostColumns => ({
  ...{ accountId, id, mediaPath: `/${id}.jpg`, timestamp: at(10 + Number(id)), shortcode: `code${id}`, ...more },
});

/** 2 is shared by id, 4 by its shortcode under two ids, 6 by all three accounts; parts come along. */
beforeEach(async () => {
  await testApp.app.db.delete(media);
  await insertPosts(testApp.app, [
    post("acc_b", "1"),
    post("acc_a", "2", { caption: "florist's copy" }),
    post("acc_b", "2", { caption: "bakery's copy", shortcode: null }),
    post("acc_c", "3"),
    post("acc_c", "41", { shortcode: "four", timestamp: at(14) }),
    post("acc_a", "42", { shortcode: "four", timestamp: at(14) }),
    post("acc_a", "5"),
    ...["acc_a", "acc_b", "acc_c"].map((account) => post(account, "6", { mediaType: "CAROUSEL_ALBUM" })),
    ...["acc_a", "acc_b", "acc_c"].map((account) =>
      post(account, "61", { parentId: "6", position: 0, shortcode: "code6" }),
    ),
  ]);
});

const FIELDS = "id account { username } alsoBy { username }";
interface Shown {
  id: string;
  account: { username: string };
  alsoBy: { username: string }[];
}
const told = (posts: Shown[]) =>
  posts.map(({ id, account, alsoBy }) => [id, account.username, ...alsoBy.map(({ username }) => username)].join(" "));

async function list(args = "", as: Parameters<typeof ask>[2] = {}): Promise<string[]> {
  const { data, errors } = await ask(url, `{ media(orderBy: OLDEST ${args}) { ${FIELDS} } }`, as);
  expect(errors).toBeUndefined();
  return told(data.media);
}

const ALL = ["1 bakery", "2 bakery florist", "3 cafe", "42 florist cafe", "5 florist", "6 bakery florist cafe"];

test("a shared post is listed once, as the account connected first has it, and names the others", async () => {
  expect(await list()).toEqual(ALL);
  expect(await list('usernames: ["florist", "cafe"]')).toEqual([
    ...["2 florist bakery", "3 cafe", "42 florist cafe", "5 florist", "6 florist bakery cafe"],
  ]);
  expect(await list('accountIds: ["acc_c"]')).toEqual([...["3 cafe", "41 cafe florist", "6 cafe bakery florist"]]);
});

test("an account's own list shows its copies as always", async () => {
  const { data } = await ask(url, `{ account(username: "florist") { media(orderBy: OLDEST) { ${FIELDS} } } }`);
  expect(told(data.account.media)).toEqual([
    ...["2 florist bakery", "42 florist cafe", "5 florist", "6 florist bakery cafe"],
  ]);
});

test.each(["NEWEST", "OLDEST", "MOST_LIKED", "MOST_COMMENTED"])("pages and counts hold it once: %s", async (order) => {
  const whole = (await ask(url, `{ media(orderBy: ${order}) { id } }`)).data.media.map(({ id }: Shown) => id);
  expect([...whole].sort()).toEqual(["1", "2", "3", "42", "5", "6"]);
  const [byId, byCursor]: [string[], string[]] = [[], []];
  let cursor: string | null = null;
  for (let page = 0; page < 3; page++) {
    const variables: Record<string, unknown> = { after: byId.at(-1) ?? null, cursor };
    const query = `query ($after: ID, $cursor: String) { media(orderBy: ${order}, first: 2, after: $after) { id }
      mediaConnection(orderBy: ${order}, first: 2, after: $cursor) { totalCount nodes { id } pageInfo { hasNextPage endCursor } } }`;
    const { data } = await ask(url, query, { variables });
    byId.push(...data.media.map(({ id }: Shown) => id));
    byCursor.push(...data.mediaConnection.nodes.map(({ id }: Shown) => id));
    expect(data.mediaConnection.totalCount).toBe(6);
    expect(data.mediaConnection.pageInfo.hasNextPage).toBe(page < 2);
    cursor = data.mediaConnection.pageInfo.endCursor;
  }
  expect([byId, byCursor]).toEqual([whole, whole]);
});

test("an account out of sight is neither named nor keeps a post away", async () => {
  const client = (accountIds: string[]): Viewer => ({
    ...{ kind: "CLIENT", keyId: "key", secret: true, scopes: ["READ"], accountIds },
  });
  const seen = async (ids: string[]) =>
    told((await askAs(testApp.app, client(ids), `{ media(orderBy: OLDEST) { ${FIELDS} } }`)).data.media);
  expect(await seen(["acc_a", "acc_c"])).toEqual([
    "2 florist",
    "3 cafe",
    "42 florist cafe",
    "5 florist",
    "6 florist cafe",
  ]);
  expect(await seen(["acc_c"])).toEqual(["3 cafe", "41 cafe", "6 cafe"]);
});

test("a copy that is hidden or gone leaves the post to the next one", async () => {
  await testApp.app.sql`update media set hidden = true where id = '2' and account_id = 'acc_b'`;
  await testApp.app.sql`update media set removed_at = now() where id = '6' and account_id = 'acc_b'`;
  const shown = ["1 bakery", "2 florist", "3 cafe", "42 florist cafe", "5 florist", "6 florist cafe"];
  expect(await list()).toEqual(shown);
  // Operators see what is hidden, behind what is not.
  expect(await list("", AS_OPERATOR)).toEqual(shown.map((row) => (row === "2 florist" ? "2 florist bakery" : row)));
  const { data } = await ask(url, `{ mediaItem(id: "2") { ${FIELDS} } }`);
  expect(told([data.mediaItem])).toEqual(["2 florist"]);
});

test("a post that is hidden by any of its ids is hidden for all its accounts, also for one that gets it later", async () => {
  const hide = async (id: string, hidden: boolean) => {
    const { errors } = await ask(
      url,
      `mutation { setMediaHidden(id: "${id}", hidden: ${hidden}) { id } }`,
      AS_OPERATOR,
    );
    expect(errors).toBeUndefined();
  };
  for (const id of ["2", "42", "6"]) await hide(id, true);
  const left = ["1 bakery", "3 cafe", "5 florist"];
  expect(await list()).toEqual(left);
  for (const name of ["bakery", "florist", "cafe"])
    expect((await list(`usernames: ["${name}"]`)).join()).not.toMatch(/\b(2|4\d|6) /);
  const count = '{ mediaConnection(usernames: ["bakery", "florist", "cafe"]) { totalCount } }';
  expect((await ask(url, count)).data.mediaConnection.totalCount).toBe(3);

  await testApp.app.sql`delete from media where account_id = 'acc_c'`;
  const raw = (id: string, shortcode: string, day: number) => ({
    ...{
      id,
      shortcode,
      media_type: "IMAGE",
      media_url: `https://x.cdninstagram.com/${id}.jpg`,
      timestamp: at(day).toISOString(),
    },
  });
  const read = readPosts([raw("41", "four", 14), raw("3", "code3", 13)]);
  await saveMedia(testApp.app, "acc_c", { ...read, requestedFields: new Set() });
  expect(await list()).toEqual(left);
  await hide("41", false);
  expect(await list()).toEqual(["1 bakery", "3 cafe", "42 florist cafe", "5 florist"]);
});

test("a part of a shared album that is hidden is hidden, too, for an account that gets the album later", async () => {
  const hide = 'mutation { setMediaHidden(id: "61", hidden: true) { id } }';
  expect((await ask(url, hide, AS_OPERATOR)).errors).toBeUndefined();
  await testApp.app.sql`delete from media where account_id = 'acc_c'`;
  const common = { timestamp: at(16).toISOString(), media_url: "https://x.cdninstagram.com/6.jpg" };
  const children = { data: ["61", "62"].map((id) => ({ ...common, id, media_type: "IMAGE" })) };
  const album = { ...common, id: "6", shortcode: "code6", media_type: "CAROUSEL_ALBUM", children };
  await saveMedia(testApp.app, "acc_c", { ...readPosts([album]), requestedFields: new Set() });
  const { data } = await ask(url, '{ account(username: "cafe") { media { id children { id } } } }');
  expect(data.account.media).toEqual([{ id: "6", children: [{ id: "62" }] }]);
});

test("a shared post goes when the last account has lost it", async () => {
  const lose = (account: string) =>
    testApp.app.sql`update media set removed_at = now() where id = '6' and account_id = ${account}`;
  for (const [account, left] of [
    ["acc_b", "6 florist cafe"],
    ["acc_a", "6 cafe"],
    ["acc_c", undefined],
  ] as const) {
    await lose(account);
    expect((await list()).find((row) => row.startsWith("6 "))).toBe(left);
  }
  expect((await ask(url, "{ mediaConnection { totalCount } }")).data.mediaConnection.totalCount).toBe(5);
});

test("one post by its id is the copy that lists show, a part too", async () => {
  const { data } = await ask(
    url,
    `{ mediaItem(id: "6") { ${FIELDS} children { ${FIELDS} } } part: mediaItem(id: "61") { ${FIELDS} } }`,
  );
  expect(told([data.mediaItem, ...data.mediaItem.children, data.part])).toEqual([
    ...["6 bakery florist cafe", "61 bakery florist cafe", "61 bakery florist cafe"],
  ]);
});

test("a name that two accounts bear stands for the one that `account` gives", async () => {
  await insertAccount(testApp.app, "acc_d", { username: "cafe", connectedAt: at(0), syncedAt: at(0) });
  await insertPosts(testApp.app, [post("acc_d", "7")]);
  const query =
    '{ account(username: "CAFE") { id } media(usernames: ["cafe", "@Cafe"]) { account { id } } mediaConnection(usernames: ["cafe"]) { totalCount } }';
  const { data } = await ask(url, query);
  expect(data.account.id).toBe("acc_c");
  expect(new Set(data.media.map(({ account }: { account: { id: string } }) => account.id))).toEqual(new Set(["acc_c"]));
  expect(data.mediaConnection.totalCount).toBe(3);
  await testApp.app.sql`update accounts set named_at = connected_at + interval '1 year' where id = 'acc_d'`;
  const later = (await ask(url, query)).data;
  expect([later.account.id, later.media.map(({ account }: { account: { id: string } }) => account.id)]).toEqual([
    ...["acc_d", ["acc_d"]],
  ]);
  const out = await ask(url, '{ media(usernames: ["cafe"], after: "3") { id } }');
  expect(out.errors?.[0]?.extensions.code).toBe("BAD_USER_INPUT");
});
