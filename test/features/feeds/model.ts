import type { FeedMatch, FeedSettings } from "../../../server/db/schema/feeds.js";
import type { AccountFacts, Decided, Pinned, PostFacts } from "./random-feed.js";

export interface Facts {
  accounts: readonly AccountFacts[];
  posts: readonly PostFacts[];
  decisions: readonly Decided[];
  pins: readonly Pinned[];
  now: Date;
}

/** What a feed shows, said plainly: no SQL, no index, no limit on what is looked at. */
export function modelFeed(settings: FeedSettings, facts: Facts): { accountId: string; mediaId: string }[] {
  const { accounts, posts, decisions, now } = facts;
  const turns = accountsOf(settings, accounts);
  const isSame = (a: PostFacts, b: { mediaId: string; shortcode: string | null }) =>
    a.id === b.mediaId || (a.shortcode !== null && a.shortcode === b.shortcode);
  const decided = (post: PostFacts) => decisions.find((decision) => isSame(post, decision))?.isShown;
  const available = posts
    .filter((post) => !post.removed && !post.hidden && turns.includes(post.accountId) && decided(post) !== false)
    .toSorted((a, b) => turns.indexOf(a.accountId) - turns.indexOf(b.accountId));

  const live = facts.pins.filter(({ until }) => until === null || until > now);
  const pinned = live.flatMap((pin) => {
    const post = available.find((post) => isSame(post, pin));
    return post ? [{ post, pin }] : [];
  });
  const isPinned = (post: PostFacts) =>
    pinned.some(
      ({ post: copy, pin }) => isSame(post, pin) || isSame(post, { mediaId: copy.id, shortcode: copy.shortcode }),
    );

  const passes = (post: PostFacts) => {
    if (decided(post)) return true;
    const tags = accounts.find(({ id }) => id === post.accountId)?.tags ?? [];
    const rule = settings.rules.find(({ match }) => holds(match, post, { tags, now }));
    return settings.mode === "PUBLISH" && (rule?.action ?? settings.otherwise) === "INCLUDE";
  };
  const passing = available.filter(passes);
  const first = passing.filter((post, place) => !passing.slice(0, place).some((copy) => isCopy(copy, post)));
  const others = first.filter((post) => !isPinned(post)).toSorted(byOrder(settings.orderBy));

  const taken = (accountId: string) => pinned.filter(({ post }) => post.accountId === accountId).length;
  const counts = new Map<string, number>();
  const rounds = new Map<PostFacts, number>();
  const within = others.filter((post) => {
    const count = (counts.get(post.accountId) ?? 0) + 1;
    counts.set(post.accountId, count);
    rounds.set(post, count);
    return settings.perAccountMax === null || taken(post.accountId) + count <= settings.perAccountMax;
  });
  const inOrder =
    settings.orderBy === "SPREAD"
      ? within.toSorted(
          (a, b) =>
            (rounds.get(a) ?? 0) - (rounds.get(b) ?? 0) || turns.indexOf(a.accountId) - turns.indexOf(b.accountId),
        )
      : within;
  const list = [...inOrder];
  // The later pin of a place is put there last, and moves the earlier one down.
  const byPlace = pinned.toSorted((a, b) => a.pin.place - b.pin.place || b.pin.at.getTime() - a.pin.at.getTime());
  let last = 0;
  for (const { post, pin } of byPlace) {
    last = Math.max(pin.place, last + 1);
    list.splice(last - 1, 0, post);
  }
  return list.slice(0, settings.size).map(({ accountId, id }) => ({ accountId, mediaId: id }));
}

/** In the order of the sources, then of connecting. */
function accountsOf({ sources }: FeedSettings, accounts: readonly AccountFacts[]): string[] {
  const found = sources.flatMap((source) =>
    accounts.filter(({ id, tags }) => ("tag" in source ? tags.includes(source.tag) : source.accountId === id)),
  );
  return [...new Set(found.map(({ id }) => id))];
}

function isCopy(a: PostFacts, b: PostFacts): boolean {
  return a.accountId !== b.accountId && (a.id === b.id || (a.shortcode !== null && a.shortcode === b.shortcode));
}

function byOrder(order: FeedSettings["orderBy"]) {
  const newest = (a: PostFacts, b: PostFacts) => b.at.getTime() - a.at.getTime() || (a.id < b.id ? 1 : -1);
  if (order === "OLDEST") return (a: PostFacts, b: PostFacts) => -newest(a, b);
  if (order === "MOST_LIKED") return (a: PostFacts, b: PostFacts) => (b.likes ?? -1) - (a.likes ?? -1) || newest(a, b);
  return newest;
}

function holds(match: FeedMatch, post: PostFacts, { tags, now }: { tags: readonly string[]; now: Date }): boolean {
  const spaced = (text: string) => ` ${(text.toLowerCase().match(/[\p{L}\p{M}\p{N}_]+/gu) ?? []).join(" ")} `;
  const marked = (sign: string) =>
    [...post.caption.toLowerCase().matchAll(new RegExp(`${sign}(\\w+)`, "g"))].map(([, name]) => name ?? "");
  const some = (wanted: readonly string[] | undefined, has: (value: string) => boolean) => !wanted || wanted.some(has);
  const days = Number.parseInt(match.olderThan ?? "0", 10);
  return (
    some(match.accountIds, (id) => id === post.accountId) &&
    some(match.accountTags, (tag) => tags.includes(tag)) &&
    some(match.type, (type) => type === post.type) &&
    some(match.productType, (type) => type === post.productType) &&
    some(match.hashtag, (tag) => marked("#").includes(tag)) &&
    some(match.mention, (name) => marked("@").includes(name)) &&
    some(match.words, (word) => spaced(post.caption).includes(spaced(word))) &&
    (match.isSharedToFeed === undefined || match.isSharedToFeed === (post.shared !== false)) &&
    (!match.since || post.at >= new Date(match.since)) &&
    (!match.until || post.at < new Date(match.until)) &&
    (!match.olderThan || post.at.getTime() < now.getTime() - days * 86_400_000) &&
    (match.likesBelow === undefined || (post.likes ?? Number.POSITIVE_INFINITY) < match.likesBelow)
  );
}
