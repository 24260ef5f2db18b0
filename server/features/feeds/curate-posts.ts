import { type AppContext, inTransaction } from "../../app-context.js";
import type { FeedDecision } from "../../db/schema/feeds.js";
import { ApiError } from "../../lib/errors.js";
import type { Viewer } from "../../viewer.js";
import { actorOf, recordEvent } from "../audit/record-event.js";
import { lockRow, requireFeed } from "./change-feed.js";
import {
  type CopyKey,
  countPins,
  deletePins,
  insertPin,
  replaceDecisions,
  selectCopies,
  selectSourceCopies,
} from "./curation-store.js";
import type { FeedDefinition } from "./feed-definition.js";

const DECISIONS_MAX = 500;
const PINS_MAX = 100;

/**
 * Shows or hides posts in this feed, whatever the rules say; UNDECIDED leaves them to the rules again. All or none.
 * Counts for every copy of a post, also for copies that are stored later. HIDE also frees the posts' pins.
 *
 * @throws {ApiError} NOT_FOUND for an unknown feed or post; BAD_USER_INPUT for more than 500 posts
 */
export async function decidePosts(
  app: AppContext,
  { feedId, mediaIds, decision }: { feedId: string; mediaIds: readonly string[]; decision: FeedDecision },
  by: Viewer,
): Promise<FeedDefinition> {
  const unique = [...new Set(mediaIds)];
  if (unique.length === 0 || unique.length > DECISIONS_MAX) {
    throw new ApiError(
      "BAD_USER_INPUT",
      `\`mediaIds\` names ${unique.length} posts; 1 to ${DECISIONS_MAX} are allowed.`,
      {
        argument: "mediaIds",
      },
    );
  }
  await inTransaction(app, async (app) => {
    await lockRow(app, feedId);
    const copies = await requireCopies(app, unique);
    const isShown = { SHOW: true, HIDE: false, UNDECIDED: null }[decision];
    await replaceDecisions(app.db, feedId, { copies, isShown, at: app.clock.now(), by: actorOf(by) });
    if (decision === "HIDE") await deletePins(app.db, feedId, copies);
    await recordEvent(app, { by, action: "feed.decided", accountId: null, subject: feedId });
    app.log.info({ feedId, decision, postCount: unique.length }, "posts decided");
  });
  return await requireFeed(app, feedId);
}

export interface NewPin {
  feedId: string;
  mediaId: string;
  place: number;
  until: Date | null;
}

/**
 * Holds a post at a place; an earlier pin of the post ends, and a HIDE of it too.
 * @throws {ApiError} NOT_FOUND for an unknown feed or post; BAD_USER_INPUT for a post outside the sources, a place
 * outside 1 to 100, an instant that is over, or more than 100 pins
 */
export async function pinPost(
  app: AppContext,
  { feedId, mediaId, place, until }: NewPin,
  by: Viewer,
): Promise<FeedDefinition> {
  if (place < 1 || place > PINS_MAX) {
    throw new ApiError("BAD_USER_INPUT", `\`place\` is ${place}; it goes from 1 to ${PINS_MAX}.`, {
      argument: "place",
    });
  }
  const at = app.clock.now();
  if (until && until <= at) {
    throw new ApiError("BAD_USER_INPUT", `\`until\` is ${until.toISOString()}, which is over.`, {
      argument: "until",
      nextStep: "Name an instant that is still to come.",
    });
  }
  await inTransaction(app, async (app) => {
    const { settings, sandbox } = await lockRow(app, feedId);
    const copies = await requireCopies(app, [mediaId]);
    const [copy] = await selectSourceCopies(app.db, { copies, settings, sandbox });
    if (!copy) {
      throw new ApiError("BAD_USER_INPUT", "The post is not of the feed's sources.", {
        argument: "mediaId",
        nextStep: "Add its account to the feed's sources first.",
      });
    }
    await deletePins(app.db, feedId, copies);
    if ((await countPins(app.db, feedId)) >= PINS_MAX) {
      throw new ApiError("BAD_USER_INPUT", `The feed has ${PINS_MAX} pins, as many as it may have.`, {
        nextStep: "Unpin another post first.",
      });
    }
    await insertPin(app.db, { ...copy, feedId, place, until, pinnedAt: at, pinnedBy: actorOf(by) });
    await recordEvent(app, { by, action: "feed.pinned", accountId: copy.accountId, subject: feedId });
  });
  return await requireFeed(app, feedId);
}

/** @throws {ApiError} NOT_FOUND for an unknown feed */
export async function unpinPost(
  app: AppContext,
  { feedId, mediaId }: { feedId: string; mediaId: string },
  by: Viewer,
): Promise<FeedDefinition> {
  await inTransaction(app, async (app) => {
    await lockRow(app, feedId);
    const stored = await selectCopies(app.db, [mediaId], app.config.mode === "sandbox");
    // A pin stays when its post is forgotten.
    const copies = stored.length > 0 ? stored : [{ accountId: "", mediaId, shortcode: null }];
    const removedCount = await deletePins(app.db, feedId, copies);
    if (removedCount === 0) return;
    const accountId = stored[0]?.accountId ?? null;
    await recordEvent(app, { by, action: "feed.unpinned", accountId, subject: feedId });
  });
  return await requireFeed(app, feedId);
}

/** @throws {ApiError} NOT_FOUND naming the first post that is not stored */
async function requireCopies(app: AppContext, mediaIds: readonly string[]): Promise<CopyKey[]> {
  const copies = await selectCopies(app.db, mediaIds, app.config.mode === "sandbox");
  const stored = new Set(copies.map(({ mediaId }) => mediaId));
  const unknown = mediaIds.find((id) => !stored.has(id));
  if (unknown === undefined) return copies;
  throw new ApiError("NOT_FOUND", `There is no post ${JSON.stringify(unknown.slice(0, 100))}.`);
}
