import type { MediaOrder } from "../../../server/db/schema/media.js";
import type { MediaArguments } from "../../../server/features/media/media-filter.js";

/** A post as the model of these tests keeps it: plain values, no SQL. */
export interface ModelPost {
  accountId: string;
  id: string;
  mediaType: "IMAGE" | "VIDEO" | "CAROUSEL_ALBUM";
  mediaProductType: "FEED" | "REELS" | null;
  caption: string | null;
  /** The hashtags of the caption. */
  tags: readonly string[];
  timestamp: Date;
  likeCount: number | null;
  commentsCount: number | null;
  isSharedToFeed: boolean | null;
  hidden: boolean;
  removedAt: Date | null;
}

/** The list that the arguments ask of these posts; null where `after` names none of them. */
export function modelList(
  posts: readonly ModelPost[],
  args: MediaArguments,
  seesHidden: boolean,
): readonly string[] | null {
  const compare = comparison(args.orderBy ?? "NEWEST");
  const inReach = ({ id, hidden }: ModelPost) => id === args.after && (seesHidden || !hidden);
  const held = args.after == null ? null : posts.find(inReach);
  if (held === undefined) return null;
  return posts
    .filter((post) => post.removedAt === null && (seesHidden || !post.hidden) && matches(post, args))
    .filter((post) => held === null || compare(post, held) > 0)
    .sort(compare)
    .slice(0, args.first ?? 25)
    .map(({ id }) => id);
}

function matches(post: ModelPost, args: MediaArguments): boolean {
  const { type, productType, hashtag, withoutHashtag, isSharedToFeed, search, since, until } = args;
  const bears = (tag: string) => post.tags.some((one) => same(one, tag.replace(/^#/, "")));
  const words = (search ?? "").split(" ").filter((word) => word !== "");
  return (
    (!type?.length || type.includes(post.mediaType)) &&
    (!productType?.length || productType.includes(post.mediaProductType as never)) &&
    (!hashtag?.length || hashtag.some(bears)) &&
    (!withoutHashtag?.length || !withoutHashtag.some(bears)) &&
    (isSharedToFeed == null || isSharedToFeed === (post.isSharedToFeed !== false)) &&
    words.every((word) => plain(post.caption ?? "").includes(plain(word))) &&
    (!since || post.timestamp >= since) &&
    (!until || post.timestamp < until)
  );
}

/** Enough of case folding for the words of these tests. */
function plain(text: string): string {
  return text.normalize("NFC").toLowerCase().replaceAll("ß", "ss").replaceAll("i\u0307", "i");
}

function same(a: string, b: string): boolean {
  return plain(a) === plain(b);
}

function comparison(order: MediaOrder): (a: ModelPost, b: ModelPost) => number {
  const newest = (a: ModelPost, b: ModelPost) =>
    b.timestamp.getTime() - a.timestamp.getTime() || (a.id < b.id ? 1 : -1);
  const most = (count: "likeCount" | "commentsCount") => (a: ModelPost, b: ModelPost) =>
    (b[count] ?? -1) - (a[count] ?? -1) || newest(a, b);
  const orders = {
    NEWEST: newest,
    OLDEST: (a: ModelPost, b: ModelPost) => newest(b, a),
    MOST_LIKED: most("likeCount"),
    MOST_COMMENTED: most("commentsCount"),
  };
  return (a, b) => (a.id === b.id ? 0 : orders[order](a, b));
}
