import type { AppContext } from "../../app-context.js";
import { ANONYMOUS, SYSTEM } from "../../viewer.js";
import { type PostTile, postTile, TILE_FIELDS } from "../feed/post-tile.js";
import { mediaSelection } from "../feed/selection.js";
import { createFeed } from "./change-feed.js";
import { pinPost } from "./curate-posts.js";
import { type FeedDefinition, findDefinition } from "./feed-definition.js";
import type { FeedInput } from "./feed-input.js";
import { mayReadFeed } from "./feed-scope.js";
import { readFeedPosts, readListedPosts } from "./read-feed.js";

const SLUG = "demo";
const POSTS_SHOWN = 8;

/** Posts of all demo accounts in turns, without advertisements. */
const SETTINGS = {
  slug: SLUG,
  title: "Our street",
  orderBy: "SPREAD",
  size: 12,
  rules: [
    { action: "EXCLUDE", label: "no advertisements", match: { hashtag: ["werbung"] } },
    { action: "EXCLUDE", label: "reels kept off the profile", match: { isSharedToFeed: false } },
  ],
} satisfies FeedInput;

/**
 * Creates the sandbox's demo feed of the accounts that its first start has connected, if any. No later start connects
 * demo accounts, so an operator can delete the feed for good.
 */
export async function createDemoFeed(app: AppContext, accountIds: readonly string[]): Promise<void> {
  if (accountIds.length === 0) return;
  try {
    const sources = accountIds.map((accountId) => ({ accountId }));
    const feed = await createFeed(app, { ...SETTINGS, sources }, SYSTEM);
    const oldest = await findOldest(app, feed);
    if (oldest) await pinPost(app, { feedId: feed.id, mediaId: oldest, place: 1, until: null }, SYSTEM);
  } catch (error) {
    app.log.warn({ err: error }, "demo feed not created");
  }
}

/** Of the last account, whose owner pins it too. */
async function findOldest(app: AppContext, { settings, ...feed }: FeedDefinition): Promise<string | undefined> {
  const oldest = { ...settings, sources: settings.sources.slice(-1), orderBy: "OLDEST", size: 1 } as const;
  const [post] = await readListedPosts(app, { ...feed, settings: oldest });
  return post?.mediaId;
}

export interface DemoFeed {
  title: string;
  posts: readonly PostTile[];
}

/** The first posts of the demo feed as visitors see it; null if there is none, or none that they may read. */
export async function readDemoFeed(app: AppContext): Promise<DemoFeed | null> {
  if (app.config.mode !== "sandbox") return null;
  const feed = await findDefinition(app, { slug: SLUG });
  if (!feed || !mayReadFeed(ANONYMOUS, feed.id, app.config)) return null;
  const selection = { media: mediaSelection(TILE_FIELDS), alsoBy: null };
  const page = { first: POSTS_SHOWN, after: null, selection };
  const { rows } = await readFeedPosts(app, ANONYMOUS, { feed, page });
  return { title: feed.settings.title, posts: rows.slice(0, POSTS_SHOWN).map(({ media }) => postTile(media)) };
}
