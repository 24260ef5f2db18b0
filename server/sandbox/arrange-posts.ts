import { accountState, type Sandbox } from "./create-sandbox.js";
import type { TestAccount } from "./fixtures.js";
import { findPost, listPosts, type PostRef } from "./read-posts.js";
import { hash32 } from "./seed.js";

/** The platform's list goes back no further. */
const LIST_MAX = 10_000;

/** The posts in list order: newest first, unless a test changes it. */
export function arrangePosts(sandbox: Sandbox, member: TestAccount): readonly PostRef[] {
  const { listing } = accountState(sandbox, member);
  const posts = listPosts(sandbox, member);
  if (!listing) return posts.length > LIST_MAX ? posts.slice(0, LIST_MAX) : posts;
  const find = (name: string) => findPost(sandbox, member, name);
  const hidden = new Set(listing.hide.map(find));
  const arranged = inOrder(posts, listing.order).filter((post) => !hidden.has(post));
  for (const { id, to } of listing.move) {
    const post = find(id);
    if (!post || hidden.has(post)) continue;
    arranged.splice(arranged.indexOf(post), 1);
    arranged.splice(to - 1, 0, post);
  }
  return arranged.slice(0, listing.endAfter ?? LIST_MAX);
}

export function isCircular(sandbox: Sandbox, member: TestAccount): boolean {
  return accountState(sandbox, member).listing?.circular ?? false;
}

/** A shuffled order is deterministic, so that its pages fit together. */
function inOrder(posts: readonly PostRef[], order: "newest" | "oldest" | "shuffled"): PostRef[] {
  if (order === "oldest") return posts.toReversed();
  if (order === "newest") return [...posts];
  const place = ({ index }: PostRef) => hash32(`shuffled ${index}`);
  return posts.toSorted((a, b) => place(a) - place(b));
}
