import { expect, test } from "vitest";
import { gridPosts, keyOf, orderWhile } from "../../../admin/feeds/grid-posts.js";
import type { FeedPictureFragment, PlacedPostFragment } from "../../../admin/gql/graphql.js";

const post = (id: string, accountId = "acc"): FeedPictureFragment => ({
  ...{ id, mediaType: "IMAGE", mediaProductType: "FEED", caption: null, permalink: null, likeCount: 1, image: null },
  timestamp: "2026-01-01T00:00:00Z",
  account: { id: accountId, username: accountId },
});
const placed = (...ids: string[]): PlacedPostFragment[] =>
  ids.map((id, index) => ({ place: index + 1, pinned: false, alsoBy: [], media: post(id) }));
const drawn = (grid: ReturnType<typeof gridPosts>) =>
  grid.map(({ post: { id }, place, mark, from }) => [id, place, mark, from]);

test("without a change, the grid is what the feed shows", () => {
  expect(drawn(gridPosts(placed("a", "b"), null))).toEqual([
    ["a", 1, null, 1],
    ["b", 2, null, 2],
  ]);
});

test("a change marks who enters, who moves, and who leaves from where", () => {
  const grid = gridPosts(placed("a", "b", "c"), { posts: placed("a", "c", "d"), left: [post("b")] });
  expect(drawn(grid)).toEqual([
    ["a", 1, null, 1],
    ["b", null, "LEAVES", 2],
    ["c", 2, "MOVES", 3],
    ["d", 3, "ENTERS", null],
  ]);
});

test("the copy of another account is another post", () => {
  const posts = [{ place: 1, pinned: false, alsoBy: [], media: post("a", "other") }];
  const grid = gridPosts(placed("a"), { posts, left: [post("a")] });
  expect(grid.map(({ mark }) => mark)).toEqual(["LEAVES", "ENTERS"]);
  expect(new Set(grid.map(({ post }) => keyOf(post))).size).toBe(2);
});

test("while a post is moved, the others make room, and those that leave have no place", () => {
  const grid = gridPosts(placed("a", "b", "c"), { posts: placed("a", "c", "d"), left: [post("b")] });
  const idsInOrder = (move: { key: string; to: number } | null) =>
    [...orderWhile(grid, move)].toSorted(([, a], [, b]) => a - b).map(([key]) => key.split(" ")[1]);
  expect(idsInOrder(null)).toEqual(["a", "b", "c", "d"]);
  expect(idsInOrder({ key: keyOf(post("a")), to: 2 })).toEqual(["b", "c", "a", "d"]);
  expect(idsInOrder({ key: keyOf(post("d")), to: 1 })).toEqual(["d", "a", "b", "c"]);
  expect(idsInOrder({ key: keyOf(post("a")), to: 3 })).toEqual(["b", "c", "d", "a"]);
  expect(idsInOrder({ key: "nobody", to: 1 })).toEqual(["a", "b", "c", "d"]);
});
