import type { FeedPictureFragment, PlacedPostFragment } from "../gql/graphql.js";

export type Mark = "ENTERS" | "LEAVES" | "MOVES";

/** A post in the grid of a feed, as it is or as it would be. */
export interface GridPost {
  post: FeedPictureFragment;
  alsoBy: readonly string[];
  pinned: boolean;
  /** Null: it leaves. */
  place: number | null;
  /** What a change that is not saved does with it. */
  mark: Mark | null;
  /** Where it is now; null where it enters. */
  from: number | null;
}

interface Change {
  posts: readonly PlacedPostFragment[];
  left: readonly FeedPictureFragment[];
}

/** What the feed shows, and with a change what it would show: those that leave stand where they are now. */
export function gridPosts(now: readonly PlacedPostFragment[], change: Change | null): GridPost[] {
  const places = new Map(now.map(({ media, place }) => [keyOf(media), place]));
  if (!change) return now.map((post) => ({ ...placed(post), mark: null, from: post.place }));
  const grid = change.posts.map((post): GridPost => {
    const from = places.get(keyOf(post.media)) ?? null;
    const moves = from !== null && from !== post.place;
    return { ...placed(post), from, mark: from === null ? "ENTERS" : moves ? "MOVES" : null };
  });
  const leaving = change.left.map((post) => ({ post, from: places.get(keyOf(post)) ?? grid.length + 1 }));
  for (const { post, from } of leaving.toSorted((a, b) => a.from - b.from)) {
    grid.splice(from - 1, 0, { post, alsoBy: [], pinned: false, place: null, mark: "LEAVES", from });
  }
  return grid;
}

function placed({ media, place, pinned, alsoBy }: PlacedPostFragment) {
  return { post: media, place, pinned, alsoBy: alsoBy.map(({ username }) => username) };
}

/** Of a collaboration, two accounts may have the post under one id. */
export function keyOf({ id, account }: FeedPictureFragment): string {
  return `${account.id} ${id}`;
}

/** Where each post stands while one of them is moved to another place: the index of each, by its key. */
export function orderWhile(posts: readonly GridPost[], move: { key: string; to: number } | null): Map<string, number> {
  const moving = posts.find(({ post }) => keyOf(post) === move?.key);
  const rest = posts.filter((one) => one !== moving);
  if (move && moving) {
    const behind = rest.filter(({ place }) => place !== null)[move.to - 1];
    rest.splice(behind ? rest.indexOf(behind) : rest.length, 0, moving);
  }
  return new Map(rest.map(({ post }, index) => [keyOf(post), index]));
}
