import { z } from "zod";
import { ownPlace } from "./collaborations.js";
import { accountState, type Sandbox } from "./create-sandbox.js";
import { CommandError } from "./errors.js";
import { AccountKey } from "./faults.js";
import { type TestAccount, testAccount } from "./fixtures.js";
import { postId, postIdAt } from "./media-ids.js";
import { omitUndefined } from "./omit-undefined.js";
import { findPost, listPosts, orderReset } from "./read-posts.js";
import { NewPost, PostChange, PostName } from "./state.js";

export const PostsInput = z.strictObject({
  account: AccountKey,
  add: z.array(NewPost).min(1).max(100).optional(),
  change: PostChange.extend({ id: PostName }).optional(),
  delete: z.array(PostName).min(1).max(1000).optional(),
  deleteNewest: z.int().min(1).max(10_000).optional(),
  deleteOldest: z.int().min(1).max(10_000).optional(),
});

type PostsInput = z.output<typeof PostsInput>;

const ADDED_MAX = 5_000;

/** Adds, changes and deletes, in this order; returns the result. */
export function changePosts(sandbox: Sandbox, input: PostsInput): unknown {
  const member = testAccount(input.account);
  if (!member) throw new CommandError(`there is no account ${input.account}`);
  const added = (input.add ?? []).map((post) => addPost(sandbox, member, post));
  const changed = input.change ? changePost(sandbox, member, input.change) : null;
  const order = listPosts(sandbox, member).map(({ index }) => index);
  const doomed = [
    ...(input.delete ?? []).map((name) => indexOf(sandbox, member, name)),
    ...order.slice(0, input.deleteNewest ?? 0),
    ...order.slice(order.length - (input.deleteOldest ?? 0)),
  ];
  const state = accountState(sandbox, member);
  state.deleted = [...new Set([...state.deleted, ...doomed])];
  orderReset(sandbox, member);
  const deleted = doomed.map((index) => postIdAt({ member, index })).slice(0, 100);
  return { added, changed, deleted, mediaCount: listPosts(sandbox, member).length };
}

function addPost(sandbox: Sandbox, member: TestAccount, post: z.output<typeof NewPost>): string {
  const { added } = accountState(sandbox, member);
  if (added.length >= ADDED_MAX) throw new CommandError(`no more than ${ADDED_MAX} posts can be added to an account`);
  const index = member.postCount + added.length;
  const takenAtMs = post.takenAt === undefined ? sandbox.clock.now().getTime() : Date.parse(post.takenAt);
  added.push({ index, takenAtMs, post });
  orderReset(sandbox, member);
  return postId(member, index);
}

function changePost(
  sandbox: Sandbox,
  member: TestAccount,
  { id, ...change }: NonNullable<PostsInput["change"]>,
): string {
  const own = ownPlace({ member, index: indexOf(sandbox, member, id) });
  const { changed } = accountState(sandbox, own.member);
  const found = postId(own.member, own.index);
  changed[found] = { ...changed[found], ...omitUndefined(change) };
  return found;
}

function indexOf(sandbox: Sandbox, member: TestAccount, name: string): number {
  const found = findPost(sandbox, member, name);
  if (!found) throw new CommandError(`@${member.key} has no post ${name}`);
  return found.index;
}
