import { accountState, type Sandbox } from "./create-sandbox.js";
import { GraphError } from "./errors.js";
import type { TestAccount } from "./fixtures.js";
import type { GraphCall } from "./graph-call.js";
import { parseFields, type RequestedField } from "./parse-fields.js";
import { findPost, listPosts, type PostRef, readPost } from "./read-posts.js";
import { renderMedia } from "./render-media.js";
import { hash32 } from "./seed.js";

const LIMIT_DEFAULT = 25;
const LIMIT_MAX = 100;

interface MediaInput {
  member: TestAccount;
  inside?: Pick<RequestedField, "fields" | "limit">;
}

/** Newest first unless a test changes it. The last page still has cursors, but no `next`. */
export function listMedia(sandbox: Sandbox, call: GraphCall, { member, inside }: MediaInput): unknown {
  const query = inside ? new URLSearchParams() : call.query;
  const fields = inside?.fields ?? parseFields(query.get("fields") ?? "id");
  const limit = readLimit(inside ? inside.limit : query.get("limit"));
  const posts = withTimeout(arrangePosts(sandbox, member), readMoment(query, "since"), readMoment(query, "until"));
  const { start, end } = readWindow(posts, query, Math.min(limit, call.rowsMax ?? limit));
  const data = posts.slice(start, end).flatMap(({ index }) => {
    const post = readPost(sandbox, member, index);
    return post ? [renderMedia(sandbox, { post, part: null }, fields)] : [];
  });
  if (start >= posts.length) return { data };
  const before = writeCursor(member, posts[start]);
  const after = writeCursor(member, posts[end - 1]);
  const page = pageUrl({ ...call, query }, { member, limit });
  const isLast = end >= posts.length;
  const next = isLast ? writeCursor(member, undefined) : after;
  return {
    data,
    paging: {
      cursors: { before, after },
      ...(!isLast || isCircular(sandbox, member) ? { next: `${page}&after=${next}` } : {}),
      ...(start > 0 ? { previous: `${page}&before=${before}` } : {}),
    },
  };
}

function readLimit(value: string | number | null): number {
  const limit = value === null ? LIMIT_DEFAULT : Number(value);
  if (!Number.isInteger(limit) || limit < 1) {
    throw new GraphError(100, "(#100) Param limit must be an integer greater than or equal to 1");
  }
  return Math.min(limit, LIMIT_MAX);
}

function readMoment(query: URLSearchParams, name: "since" | "until"): number | null {
  const text = query.get(name);
  if (text === null) return null;
  const ms = /^\d{1,12}$/.test(text) ? Number(text) * 1000 : Date.parse(text);
  if (Number.isNaN(ms)) throw new GraphError(100, `(#100) Param ${name} must be a valid date or timestamp`);
  return ms;
}

function withTimeout(posts: readonly PostRef[], sinceMs: number | null, untilMs: number | null): readonly PostRef[] {
  if (sinceMs === null && untilMs === null) return posts;
  return posts.filter(
    ({ takenAtMs }) => takenAtMs >= (sinceMs ?? -Infinity) && takenAtMs <= (untilMs ?? Number.POSITIVE_INFINITY),
  );
}

function readWindow(posts: readonly PostRef[], query: URLSearchParams, rows: number): { start: number; end: number } {
  const after = query.get("after");
  const before = query.get("before");
  if (before && !after) {
    const end = readCursor(posts, before);
    return { start: Math.max(0, end - rows), end };
  }
  const start = after ? readCursor(posts, after) + 1 : 0;
  return { start, end: Math.min(start + rows, posts.length) };
}

const START = "start";

function writeCursor(member: TestAccount, post: PostRef | undefined): string {
  return Buffer.from(`AQHS${member.number}:${post?.index ?? START}`).toString("base64url");
}

/** The position of a cursor's post. A cursor becomes invalid with its post, as on the platform. */
function readCursor(posts: readonly PostRef[], cursor: string): number {
  const pointed = /^AQHS\d+:(\d+|start)$/.exec(Buffer.from(cursor, "base64url").toString())?.[1];
  if (pointed === START) return -1;
  const place = posts.findIndex(({ index }) => String(index) === pointed);
  if (place < 0) throw new GraphError(100, "Invalid cursor");
  return place;
}

function pageUrl(
  { version, base, tokenText, query }: GraphCall,
  { member, limit }: { member: TestAccount; limit: number },
): string {
  const rest = [...query].filter(([name]) => !["access_token", "limit", "after", "before"].includes(name));
  const parameters = new URLSearchParams([["access_token", tokenText ?? ""], ...rest, ["limit", String(limit)]]);
  return `${base}/${version}/${member.userId}/media?${parameters}`;
}

const LIST_MAX = 10_000;

function arrangePosts(sandbox: Sandbox, member: TestAccount): readonly PostRef[] {
  const { listing } = accountState(sandbox, member);
  const posts = listPosts(sandbox, member);
  if (!listing) return listedByOwner(member, posts);
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

function listedByOwner({ pinsOldest }: TestAccount, posts: readonly PostRef[]): readonly PostRef[] {
  const listed = posts.length > LIST_MAX ? posts.slice(0, LIST_MAX) : posts;
  return pinsOldest ? [...listed.slice(-1), ...listed.slice(0, -1)] : listed;
}

function isCircular(sandbox: Sandbox, member: TestAccount): boolean {
  return accountState(sandbox, member).listing?.circular ?? false;
}

/** A shuffled order is deterministic, so that its pages fit together. */
function inOrder(posts: readonly PostRef[], order: "newest" | "oldest" | "shuffled"): PostRef[] {
  if (order === "oldest") return posts.toReversed();
  if (order === "newest") return [...posts];
  const place = ({ index }: PostRef) => hash32(`shuffled ${index}`);
  return posts.toSorted((a, b) => place(a) - place(b));
}
