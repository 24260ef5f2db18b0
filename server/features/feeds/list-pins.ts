import type { AppContext } from "../../app-context.js";
import type { Viewer } from "../../viewer.js";
import type { MediaSelection } from "../feed/selection.js";
import { selectPins } from "./curation-store.js";
import type { FeedDefinition } from "./feed-definition.js";
import { readPosts } from "./read-posts.js";

/** The pins that count now, in the order of their places; those of forgotten posts are left out. */
export async function listPins(
  app: AppContext,
  viewer: Viewer,
  { feed, selection }: { feed: FeedDefinition; selection: MediaSelection },
) {
  // Pins end by themselves, and their posts are read apart.
  app.reads.addOther?.();
  if (!feed.hasPins) return [];
  const now = app.clock.now();
  const pins = (await selectPins(app.db, feed.id)).filter(({ until }) => until === null || until > now);
  const posts = await readPosts(app, viewer, { keys: pins, selection });
  const found = new Map(posts.map((post) => [post.mediaId, post.media]));
  return pins.flatMap(({ mediaId, place, until, pinnedAt }) => {
    const media = found.get(mediaId);
    return media ? [{ media, place, until, pinnedAt }] : [];
  });
}
