import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { feedDecisions, feedPins, feeds } from "../../../server/db/schema/feeds.js";
import { countFeedPosts } from "../../../server/features/feeds/count-posts.js";
import { explainPost } from "../../../server/features/feeds/explain-post.js";
import { newSettings } from "../../../server/features/feeds/feed-input.js";
import { readListedPosts } from "../../../server/features/feeds/read-feed.js";
import { selectDefinition } from "../../../server/features/feeds/store.js";
import { insertAccount, insertPosts } from "../../support/feed-rows.js";
import { setUpTestApp } from "../../support/test-app.js";
import { modelFeed } from "./model.js";
import { ACCOUNTS, type Decided, NOW, type Pinned, type PostFacts, randomInput, randomPosts } from "./random-feed.js";

const POSTS = 90;
const FEEDS = 400;
/** Asking for each post of each feed would take minutes. */
const EXPLAINED = 6;

const testApp = setUpTestApp();
let posts: PostFacts[] = [];

beforeAll(async () => {
  const { app } = testApp;
  for (const [n, { id, tags }] of ACCOUNTS.entries()) {
    await insertAccount(app, id, { tags: [...tags], connectedAt: new Date(NOW.getTime() - 1_000_000 + n) });
  }
  fc.assert(
    fc.property(fc.gen(), (g) => {
      posts = randomPosts(g, POSTS);
    }),
    { numRuns: 1, seed: 7 },
  );
  await insertPosts(
    app,
    posts.map(({ id, accountId, shortcode, type, productType, shared, caption, at, likes, removed, hidden }) => ({
      ...{ id, accountId, shortcode, caption, hidden },
      mediaType: type,
      mediaProductType: productType,
      isSharedToFeed: shared,
      timestamp: at,
      likeCount: likes,
      removedAt: removed ? NOW : null,
    })),
  );
});

describe("a feed's statement", () => {
  it("lists what a plain function lists, in its order", async () => {
    const { app } = testApp;
    await fc.assert(
      fc.asyncProperty(fc.gen(), async (g) => {
        const { id, settings, decisions, pins } = await insertRandomFeed(g);
        const feed = await selectDefinition(app.db, { id, sandbox: true });
        if (!feed) throw new Error("The feed is not stored.");
        const listed = await readListedPosts(app, feed);
        const expected = modelFeed(settings, { accounts: ACCOUNTS, posts, decisions, pins, now: NOW });
        expect(listed.map(({ accountId, mediaId }) => ({ accountId, mediaId }))).toEqual(expected);
        expect(listed.map(({ place }) => place)).toEqual(expected.map((_, n) => n + 1));
        if (count % 20 === 0) expect(await countFeedPosts(app, feed)).toMatchObject({ shown: expected.length });
      }),
      { numRuns: FEEDS, endOnFailure: true },
    );
  }, 300_000);

  it("shows what an explanation says to be shown, and gives every verdict", async () => {
    const { app } = testApp;
    const verdicts = new Set<string>();
    await fc.assert(
      fc.asyncProperty(fc.gen(), async (g) => {
        const { id, settings, decisions, pins } = await insertRandomFeed(g);
        const expected = modelFeed(settings, { accounts: ACCOUNTS, posts, decisions, pins, now: NOW });
        const shown: { accountId: string; mediaId: string; place: number }[] = [];
        for (const mediaId of new Set(posts.map((post) => post.id))) {
          const { verdict, place, copy, text } = await explainPost(app, id, { mediaId });
          verdicts.add(verdict);
          expect(text).toMatch(/^[A-Z].*\.$/);
          if (verdict === "SHOWN" && copy && place) shown.push({ ...copy, place });
        }
        expect(shown.toSorted((a, b) => a.place - b.place)).toEqual(
          expected.map((post, n) => ({ ...post, place: n + 1 })),
        );
      }),
      // So few feeds meet every verdict with some seeds only.
      { numRuns: EXPLAINED, seed: 1, endOnFailure: true },
    );
    expect([...verdicts].sort()).toEqual(
      ["UNAVAILABLE", "NOT_IN_SOURCES", "HIDDEN", "DUPLICATE", "EXCLUDED", "WAITING", "BEYOND_LIMIT", "SHOWN"].sort(),
    );
  }, 300_000);
});

let count = 0;

async function insertRandomFeed(g: fc.GeneratorValue) {
  const { db } = testApp.app;
  const id = `feed_${++count}`;
  const settings = newSettings(randomInput(g, id.replace("_", "-")));
  await db
    .insert(feeds)
    .values({ id, sandbox: true, slug: settings.slug, settings, version: 1, createdAt: NOW, updatedAt: NOW });
  const [decisions, pins] = [randomDecisions(g), randomPins(g)];
  if (decisions.length > 0) {
    const by = { feedId: id, decidedAt: NOW, decidedBy: "system" };
    await db.insert(feedDecisions).values(decisions.map((decision) => ({ ...decision, ...by })));
  }
  const kept = pins.filter((pin) => !decisions.some((decision) => !decision.isShown && isSame(decision, pin)));
  if (kept.length > 0) {
    await db
      .insert(feedPins)
      .values(kept.map(({ at, ...pin }) => ({ ...pin, feedId: id, pinnedAt: at, pinnedBy: "system" })));
  }
  return { id, settings, decisions, pins: kept };
}

/** As decidePosts stores them: for all copies of a post alike. */
function randomDecisions(g: fc.GeneratorValue): Decided[] {
  const decisions: Decided[] = [];
  for (let n = g(fc.nat, { max: 12 }); n > 0; n--) {
    const post = g(fc.constantFrom, ...posts);
    const isShown = g(fc.boolean);
    const copies = copiesOf(post);
    if (
      copies.some((copy) =>
        decisions.some((decision) => isSame(decision, { mediaId: copy.id, shortcode: copy.shortcode })),
      )
    )
      continue;
    for (const { accountId, id, shortcode } of copies) decisions.push({ accountId, mediaId: id, shortcode, isShown });
  }
  return decisions;
}

function randomPins(g: fc.GeneratorValue): Pinned[] {
  const pins: Pinned[] = [];
  for (let n = g(fc.nat, { max: 4 }); n > 0; n--) {
    const { accountId, id: mediaId, shortcode } = g(fc.constantFrom, ...posts);
    const until = g(fc.constantFrom, null, null, new Date(NOW.getTime() - 1_000), new Date(NOW.getTime() + 3_600_000));
    const pin = {
      accountId,
      mediaId,
      shortcode,
      place: 1 + g(fc.nat, { max: 9 }),
      until,
      at: new Date(NOW.getTime() - n),
    };
    const copies = copiesOf(posts.find((post) => post.accountId === accountId && post.id === mediaId) as PostFacts);
    if (!copies.some((copy) => pins.some((other) => isSame(other, { mediaId: copy.id, shortcode: copy.shortcode }))))
      pins.push(pin);
  }
  return pins;
}

function copiesOf(post: PostFacts): PostFacts[] {
  return posts.filter(({ id, shortcode }) => id === post.id || (shortcode !== null && shortcode === post.shortcode));
}

interface Named {
  mediaId: string;
  shortcode: string | null;
}

function isSame(a: Named, b: Named): boolean {
  return a.mediaId === b.mediaId || (a.shortcode !== null && a.shortcode === b.shortcode);
}
