import type { AppContext } from "../../app-context.js";
import { ApiError } from "../../lib/errors.js";
import { newId } from "../../lib/id.js";
import { assertUsable, formerSettings, requireFeed, summaryOf } from "./change-feed.js";
import { FEED_PREFIX, type FeedDefinition } from "./feed-definition.js";
import { changedSettings, type FeedInput, newSettings } from "./feed-input.js";
import { type ListedPost, readListedPosts } from "./read-feed.js";

export interface FeedPreview {
  /** As it would be after the change. */
  feed: FeedDefinition;
  /** What the settings would change, in words. */
  summary: string;
  entered: ListedPost[];
  left: ListedPost[];
  moved: ListedPost[];
}

/**
 * What a change of a feed, or a new feed, would show, without making it. With `version`, the change begins at what that
 * version says, as a restore does.
 * @throws {ApiError} NOT_FOUND; BAD_USER_INPUT naming the invalid field
 */
export async function previewFeed(
  app: AppContext,
  { id, version, input }: { id: string | null; version: number | null; input: FeedInput },
): Promise<FeedPreview> {
  if (id === null && version !== null) {
    throw new ApiError("BAD_USER_INPUT", "`version` is a version of a feed that exists.", {
      argument: "version",
      nextStep: "Name the feed by `id`, or omit `version`.",
    });
  }
  const before = id === null ? null : await requireFeed(app, id);
  const start = before && version !== null ? await formerSettings(app, before, version) : before?.settings;
  const feed = before && start ? { ...before, settings: changedSettings(start, input) } : unsaved(app, input);
  await assertUsable(app, { id: feed.id, settings: feed.settings, before: before?.settings ?? null });
  const [old, now] = await Promise.all([before ? readListedPosts(app, before) : [], readListedPosts(app, feed)]);
  const summary = before ? await summaryOf(app, before.settings, feed.settings) : "Created the feed.";
  return { feed, summary, ...difference(old, now) };
}

function unsaved(app: AppContext, input: FeedInput): FeedDefinition {
  const settings = newSettings(input);
  const at = app.clock.now();
  const { slug } = settings;
  const nothing = { hasShown: false, hasHidden: false, hasPins: false };
  return { id: newId(FEED_PREFIX), slug, settings, version: 0, createdAt: at, updatedAt: at, ...nothing };
}

/** Of two lists of one feed. */
function difference(old: readonly ListedPost[], now: readonly ListedPost[]) {
  const [before, after] = [placesOf(old), placesOf(now)];
  return {
    entered: now.filter((post) => !before.has(keyOf(post))),
    left: old.filter((post) => !after.has(keyOf(post))),
    moved: now.filter((post) => before.has(keyOf(post)) && before.get(keyOf(post)) !== post.place),
  };
}

function placesOf(posts: readonly ListedPost[]): Map<string, number> {
  return new Map(posts.map((post) => [keyOf(post), post.place]));
}

function keyOf({ accountId, mediaId }: ListedPost): string {
  return `${accountId} ${mediaId}`;
}
