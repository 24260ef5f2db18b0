import type { AppContext } from "../../app-context.js";
import type { FeedDecision, FeedMatch, FeedRule, FeedSettings } from "../../db/schema/feeds.js";
import { ApiError } from "../../lib/errors.js";
import { shortcodeOf } from "../media/parse-permalink.js";
import { requireFeed } from "./change-feed.js";
import { type StoredCopy, selectPostCopies } from "./curation-store.js";
import type { FeedDefinition } from "./feed-definition.js";
import { accountIdsIn } from "./feed-input.js";
import { judgePost, type PostCopy, type PostVerdict, sourcePlace } from "./judge-post.js";
import { readListedPosts } from "./read-feed.js";
import { selectAccountNames } from "./store.js";
import { type AccountNames, ruleWords } from "./summarize-change.js";

export const FeedVerdict = {
  UNAVAILABLE: "UNAVAILABLE",
  NOT_IN_SOURCES: "NOT_IN_SOURCES",
  HIDDEN: "HIDDEN",
  DUPLICATE: "DUPLICATE",
  EXCLUDED: "EXCLUDED",
  WAITING: "WAITING",
  BEYOND_LIMIT: "BEYOND_LIMIT",
  SHOWN: "SHOWN",
} as const;
export type FeedVerdict = keyof typeof FeedVerdict;

export interface FeedExplanation {
  verdict: FeedVerdict;
  /** One sentence for a person. */
  text: string;
  place: number | null;
  rule: FeedRule | null;
  /** What was decided for the post in this feed. */
  decision: FeedDecision;
  /** The copy that was judged; null if none is stored. */
  copy: { accountId: string; mediaId: string } | null;
}

export interface PostAddress {
  mediaId?: string | null;
  permalink?: string | null;
}

/**
 * Why a post is, or is not, in a feed.
 * @throws {ApiError} NOT_FOUND for an unknown feed; BAD_USER_INPUT unless one of id and permalink names a post
 */
export async function explainPost(app: AppContext, feedId: string, address: PostAddress): Promise<FeedExplanation> {
  const feed = await requireFeed(app, feedId);
  const named = addressOf(address);
  const now = app.clock.now();
  const copies = await selectPostCopies(app.db, { feedId, ...named, sandbox: app.config.mode === "sandbox", now });
  const judged = copies
    .map((copy) => ({ copy, found: judgePost(feed.settings, copy, now) }))
    .toSorted((a, b) => turnOf(feed, a.copy) - turnOf(feed, b.copy));
  const isMeant = ({ copy }: Judged) => ("mediaId" in named ? copy.mediaId === named.mediaId : true);
  const passing = judged.find(({ found }) => found.verdict === "PASSES");
  const ofPost = judged.filter(isMeant);
  // Copies with one id: the one that is shown, else one that the feed could show.
  const meant = ofPost.find((one) => one === passing) ?? ofPost.find(isWithinReach) ?? ofPost[0];
  if (!meant) return NOT_STORED;
  const isPassedBefore = passing !== undefined && judged.indexOf(passing) < judged.indexOf(meant);
  const names = await selectAccountNames(app.db, namedIn(feed.settings, copies), app.config.mode === "sandbox");
  const copy = { accountId: meant.copy.accountId, mediaId: meant.copy.mediaId };
  const decision = decisionOf(meant.copy);
  const early = meant.found.verdict;
  if (isPassedBefore && isWithinReach(meant) && early !== "HIDDEN") {
    const text = `The post is shown for @${names.get(passing.copy.accountId) ?? "another account"}, who shares it.`;
    return { verdict: "DUPLICATE", text, place: null, rule: null, decision, copy };
  }
  if (early === "PASSES") return { ...(await placeOf(app, feed, meant.copy)), rule: null, decision, copy };
  const text = reason(meant, { feed, names });
  return { verdict: early, text, place: null, rule: ruleOf(meant.found), decision, copy };
}

const NOT_STORED: FeedExplanation = {
  verdict: "UNAVAILABLE",
  text: "The post is not stored.",
  place: null,
  rule: null,
  decision: "UNDECIDED",
  copy: null,
};

function decisionOf({ isShown }: StoredCopy): FeedDecision {
  if (isShown === null) return "UNDECIDED";
  return isShown ? "SHOW" : "HIDE";
}

interface Judged {
  copy: StoredCopy;
  found: PostVerdict;
}

function isWithinReach({ found }: Judged): boolean {
  return found.verdict !== "UNAVAILABLE" && found.verdict !== "NOT_IN_SOURCES";
}

function addressOf({ mediaId, permalink }: PostAddress): { mediaId: string } | { shortcode: string } {
  if (mediaId != null && permalink == null) return { mediaId };
  const shortcode = permalink != null && mediaId == null ? shortcodeOf(permalink) : null;
  if (shortcode !== null) return { shortcode };
  throw new ApiError("BAD_USER_INPUT", "Name one post, by `mediaId` or by `permalink`.", {
    argument: "permalink",
    nextStep: "Open the post at instagram.com and copy its address, such as https://www.instagram.com/p/DCxyz123abc/.",
  });
}

/** The order in which copies are judged: that of the sources, then of the accounts' connection. */
function turnOf({ settings }: FeedDefinition, copy: StoredCopy): number {
  return (sourcePlace(settings, copy) ?? settings.sources.length) * TURN + copy.connectedRank;
}

const TURN = 1_000_000;

function namedIn(settings: FeedSettings, copies: readonly StoredCopy[]): string[] {
  return [...new Set([...accountIdsIn(settings), ...copies.map(({ accountId }) => accountId)])];
}

async function placeOf(app: AppContext, feed: FeedDefinition, copy: StoredCopy) {
  const listed = await readListedPosts(app, feed);
  const found = listed.find(({ accountId, mediaId }) => accountId === copy.accountId && mediaId === copy.mediaId);
  if (found) {
    const { place } = found;
    const chosen = copy.isShown
      ? `The post is decided to be shown, at place ${place}.`
      : `The post is shown, at place ${place}.`;
    const text = copy.isPinned ? `The post is pinned, at place ${place}.` : chosen;
    return { verdict: "SHOWN" as const, text, place };
  }
  const { size, perAccountMax } = feed.settings;
  const ofAccount = listed.filter(({ accountId }) => accountId === copy.accountId).length;
  const isAccountFull = perAccountMax !== null && ofAccount >= perAccountMax;
  const text = isAccountFull
    ? `The post passes, but the feed shows at most ${perAccountMax} posts of one account.`
    : `The post passes, but ${size} others come first, and the feed shows ${size}.`;
  return { verdict: "BEYOND_LIMIT" as const, text, place: null };
}

function ruleOf(found: PostVerdict): FeedRule | null {
  return "rule" in found ? found.rule : null;
}

function reason({ copy, found }: Judged, { feed, names }: { feed: FeedDefinition; names: AccountNames }): string {
  switch (found.verdict) {
    case "UNAVAILABLE":
      return copy.removedAt ? "The post is no longer at Instagram." : "The post is hidden everywhere.";
    case "NOT_IN_SOURCES":
      return `The feed does not show the posts of @${names?.get(copy.accountId) ?? "this account"}.`;
    case "HIDDEN":
      return "An operator hid the post in this feed.";
    case "WAITING":
      return "The post waits for a decision: the feed shows only posts that an operator decided to show.";
    case "EXCLUDED":
      return excluded(copy, { rule: found.rule, settings: feed.settings, names });
    case "PASSES":
      return "The post passes.";
  }
}

function excluded(
  copy: PostCopy,
  { rule, settings, names }: { rule: FeedRule | null; settings: FeedSettings; names: AccountNames },
): string {
  if (!rule) return "Excluded: no rule matches the post, and the feed leaves such posts out.";
  const number = settings.rules.indexOf(rule) + 1;
  return `Excluded by rule ${number}, “${ruleWords(rule, names)}”: ${evidence(rule.match, copy)}`;
}

/** What of the post the rule's first condition met, to the end of the sentence. */
function evidence(match: FeedMatch, copy: PostCopy): string {
  const among = (named: readonly string[] | undefined, values: readonly string[]) =>
    values.find((value) => named?.includes(value));
  const tag = among(match.hashtag, copy.hashtags);
  if (tag !== undefined) return `the caption has #${tag}.`;
  const mention = among(match.mention, copy.mentions);
  if (mention !== undefined) return `the caption mentions @${mention}.`;
  if (match.words) return `the caption has one of ${match.words.map((word) => `“${word}”`).join(", ")}.`;
  if (match.isSharedToFeed === false) return "its owner keeps it off the profile.";
  if (match.isSharedToFeed) return "its owner shows it on the profile.";
  if (match.type) return `it is of type ${copy.mediaType}.`;
  if (match.productType) return `it was published as ${copy.mediaProductType}.`;
  if (match.likesBelow !== undefined) return `it has ${copy.likeCount} likes.`;
  if (match.accountIds || match.accountTags) return "it is of such an account.";
  return `it is of ${copy.timestamp.toISOString().slice(0, 10)}.`;
}
