import { beforeEach, expect, test } from "vitest";
import { syncAccount } from "../../../server/features/sync/sync-account.js";
import { apiErrorOf } from "../../support/api-error.js";
import { OPERATOR } from "../../support/cast.js";
import { AS_OPERATOR, ask } from "../../support/graphql.js";
import { countRows } from "../../support/rows.js";
import { setUpTestApp } from "../../support/test-app.js";

/** Two accounts of the sandbox that share a post, and one of its own. */
const MEMBERS = ["pottery", "roastery", "museum"] as const;
type Member = (typeof MEMBERS)[number];

const testApp = setUpTestApp({ JOBS: "off" }, { isReset: true });
const ids = {} as Record<Member, string>;
let url = "";
let feedId = "";

beforeEach(async () => {
  url ||= await testApp.serve();
  await testApp.app.sql`truncate feeds cascade`;
  for (const member of MEMBERS) ids[member] = await testApp.connect(member);
  const sources = MEMBERS.map((member) => ({ accountId: ids[member] }));
  const variables = { input: { slug: "street", title: "Street", sources, size: 100 } };
  feedId = (await change("createFeed(input: $input)", "($input: FeedInput!)", variables)).id;
});

async function change(call: string, head = "", variables: Record<string, unknown> = {}) {
  const answer = await ask(url, `mutation ${head} { result: ${call} { id } }`, { ...AS_OPERATOR, variables });
  expect(answer.errors).toBeUndefined();
  return answer.data.result;
}

interface Shown {
  pinned: boolean;
  alsoBy: { username: string }[];
  media: { id: string; account: { username: string } };
}

async function read(): Promise<{ stale: boolean; posts: Shown[] }> {
  const query = `{ feed(slug: "street") { stale posts(first: 100) { totalCount nodes {
    pinned alsoBy { username } media { id account { username } } } } } }`;
  const { data, errors } = await ask(url, query);
  expect(errors).toBeUndefined();
  const { stale, posts } = data.feed;
  expect(posts.totalCount).toBe(posts.nodes.length);
  return { stale, posts: posts.nodes };
}

const sync = (member: Member) => syncAccount(testApp.app, ids[member], { by: OPERATOR, full: true });
const idsOf = (posts: Shown[], member?: Member) =>
  posts.filter(({ media }) => !member || media.account.username === member).map(({ media }) => media.id);
const sharedOf = (posts: Shown[]) => posts.filter(({ alsoBy }) => alsoBy.length > 0);

test("a broken account's stored posts stay in the feed, which is stale until the account is reconnected", async () => {
  const before = await read();
  expect(before.stale).toBe(false);
  expect(new Set(before.posts.map(({ media }) => media.account.username))).toEqual(new Set(MEMBERS));
  await testApp.sandbox.control({ revoke: { account: "pottery", cause: "password-changed" } });
  await apiErrorOf(sync("pottery"));
  expect(await read()).toEqual({ ...before, stale: true });
  await testApp.sandbox.control({ restore: { account: "pottery" } });
  expect(await testApp.connect("pottery")).toBe(ids.pottery);
  expect(await read()).toEqual(before);
});

test("a paused account's stored posts stay in the feed, which is stale once the account is overdue", async () => {
  const before = await read();
  await change(`pauseAccount(accountId: "${ids.museum}")`);
  expect(await read()).toEqual(before);
  await testApp.sandbox.control({ advance: "7h" });
  for (const member of ["pottery", "roastery"] as const) await sync(member);
  expect(await read()).toEqual({ ...before, stale: true });
  await sync("museum");
  expect(await read()).toEqual(before);
});

test("decisions and pins survive syncs, a new name and reconnecting", async () => {
  const [hidden, pinned] = idsOf((await read()).posts, "pottery").slice(-2);
  await change(`decidePosts(feedId: "${feedId}", mediaIds: ["${hidden}"], decision: HIDE)`);
  await change(`pinPost(feedId: "${feedId}", mediaId: "${pinned}", place: 2)`);
  const before = (await read()).posts;
  expect(idsOf(before)).not.toContain(hidden);
  expect(before[1]).toMatchObject({ pinned: true, media: { id: pinned } });
  await testApp.sandbox.control({ profile: { account: "pottery", username: "lehm" } });
  await sync("pottery");
  await testApp.sandbox.control({ revoke: { account: "pottery", cause: "app-removed" } });
  await apiErrorOf(sync("pottery"));
  expect(await testApp.connect("pottery")).toBe(ids.pottery);
  const after = (await read()).posts;
  expect(idsOf(after)).toEqual(idsOf(before));
  expect(after[1]).toMatchObject({ pinned: true, media: { account: { username: "lehm" } } });
});

test("of an account that is disconnected only its own rows go; what it shared stays as the other's", async () => {
  const [shared] = sharedOf((await read()).posts);
  expect(shared).toMatchObject({ media: { account: { username: "pottery" } }, alsoBy: [{ username: "roastery" }] });
  const sharedId = shared?.media.id ?? "";
  const own = Object.fromEntries(
    await Promise.all(MEMBERS.map(async (member) => [member, idsOf((await read()).posts, member)] as const)),
  );
  const last = (member: Member) => `"${own[member]?.at(-1)}"`;
  await change(`decidePosts(feedId: "${feedId}", mediaIds: [${last("pottery")}, ${last("museum")}], decision: SHOW)`);
  await change(`decidePosts(feedId: "${feedId}", mediaIds: ["${sharedId}"], decision: HIDE)`);
  await change(`pinPost(feedId: "${feedId}", mediaId: ${last("pottery")}, place: 1)`);
  await change(`pinPost(feedId: "${feedId}", mediaId: ${last("roastery")}, place: 2)`);
  const before = await countRows(testApp.app.sql);
  const rows = ({ feeds, feed_versions, feed_decisions, feed_pins }: Record<string, number>) => [
    ...[feeds, feed_versions, feed_decisions, feed_pins],
  ];
  expect(rows(before)).toEqual([1, 1, 4, 2]);

  const answer = await ask(url, `mutation { disconnectAccount(accountId: "${ids.pottery}") }`, AS_OPERATOR);
  expect(answer.errors).toBeUndefined();
  // The roastery's copy keeps its decision, so that the post stays hidden.
  expect(rows(await countRows(testApp.app.sql))).toEqual([1, 1, 2, 1]);
  const after = await read();
  expect(after.stale).toBe(false);
  expect(idsOf(after.posts).toSorted()).toEqual([...(own.museum ?? []), ...(own.roastery ?? [])].toSorted());

  await change(`decidePosts(feedId: "${feedId}", mediaIds: ["${sharedId}"], decision: UNDECIDED)`);
  const shown = (await read()).posts.filter(({ media }) => media.id === sharedId);
  expect(shown).toMatchObject([{ media: { account: { username: "roastery" } }, alsoBy: [] }]);
  await ask(url, `mutation { disconnectAccount(accountId: "${ids.roastery}") }`, AS_OPERATOR);
  expect(idsOf((await read()).posts).toSorted()).toEqual(own.museum?.toSorted());
});
