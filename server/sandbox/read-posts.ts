import { guestsOf, indexFor, ownPlace, type PostPlace } from "./collaborations.js";
import { accountState, type Sandbox } from "./create-sandbox.js";
import type { TestAccount } from "./fixtures.js";
import { readMediaId } from "./media-ids.js";
import { omitUndefined } from "./omit-undefined.js";
import { makeParts, type Part, type Post, REEL, seededPost, seededTakenAtMs } from "./seeded-post.js";
import type { AccountState } from "./state.js";

export interface PostRef {
  index: number;
  takenAtMs: number;
}

/** The account's existing posts, newest first. Cached until they change: see `orderReset`. */
export function listPosts(sandbox: Sandbox, member: TestAccount): readonly PostRef[] {
  const known = sandbox.orders.get(member.key);
  if (known) return known;
  const { added, deleted } = accountState(sandbox, member);
  const gone = new Set(deleted);
  const seeded = Array.from({ length: member.postCount }, (_, index) => {
    const own = ownPlace({ member, index });
    if (own.member !== member && isDeleted(sandbox, own)) gone.add(index);
    return { index, takenAtMs: seededTakenAtMs(own.member, own.index, sandbox.state.epochMs) };
  });
  const order = [...seeded, ...added.map(({ index, takenAtMs }) => ({ index, takenAtMs }))]
    .filter(({ index }) => !gone.has(index))
    .sort((a, b) => b.takenAtMs - a.takenAtMs || b.index - a.index);
  sandbox.orders.set(member.key, order);
  return order;
}

export function findPost(sandbox: Sandbox, member: TestAccount, name: string): PostRef | undefined {
  const order = listPosts(sandbox, member);
  if (name === "newest") return order[0];
  if (name === "oldest") return order.at(-1);
  const place = readMediaId(name);
  const named = place?.part === null ? indexFor(member, place) : null;
  return named === null ? undefined : order.find(({ index }) => index === named);
}

export function orderReset(sandbox: Sandbox, member: TestAccount): void {
  for (const key of [member.key, ...guestsOf(member)]) sandbox.orders.delete(key);
}

export function readPost(sandbox: Sandbox, member: TestAccount, index: number): Post | null {
  if (isDeleted(sandbox, { member, index })) return null;
  const own = ownPlace({ member, index });
  if (own.member !== member) {
    const shared = readPost(sandbox, own.member, own.index);
    return shared && { ...shared, index };
  }
  const account = accountState(sandbox, member);
  const post =
    index < member.postCount
      ? seededPost(member, index, sandbox.state.epochMs)
      : addedPost(member, account.added, index);
  if (!post) return null;
  return { ...post, ...omitUndefined(account.changed[post.id] ?? {}) };
}

export interface MediaThing {
  post: Post;
  part: Part | null;
}

export function readThing(
  sandbox: Sandbox,
  place: { member: TestAccount; index: number; part: number | null },
): MediaThing | null {
  const post = readPost(sandbox, place.member, place.index);
  if (!post || place.part === null) return post && { post, part: null };
  const part = post.parts[place.part];
  return part ? { post, part } : null;
}

function isDeleted(sandbox: Sandbox, { member, index }: PostPlace): boolean {
  return accountState(sandbox, member).deleted.includes(index);
}

function addedPost(member: TestAccount, added: AccountState["added"], index: number): Post | null {
  const found = added.find((entry) => entry.index === index);
  if (!found) return null;
  const { type, mediaType, parts = 3, takenAt: _, ...said } = found.post;
  const square = { mediaType: "IMAGE", productType: "FEED", widthPx: 1080, heightPx: 1080, parts: [] } as const;
  const post: Post = {
    ...seededPost(member, index, 0),
    ...square,
    takenAtMs: found.takenAtMs,
    ...(type === "REEL" ? REEL : { mediaType: type }),
    ...omitUndefined(said),
  };
  const kind = mediaType === undefined ? {} : { mediaType };
  if (type !== "CAROUSEL_ALBUM") return { ...post, ...kind };
  return { ...post, ...kind, parts: makeParts(member, post, { count: parts, films: [] }) };
}
