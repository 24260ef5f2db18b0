import type { GraphQLResolveInfo } from "graphql";
import { Arg, Args, Ctx, FieldResolver, Info, Int, Resolver, Root } from "type-graphql";
import { accountSelection, mediaSelection } from "../features/feed/selection.js";
import { FeedVerdict } from "../features/feeds/explain-post.js";
import { feedHealthLoader } from "../features/feeds/feed-health.js";
import { listJudgedPosts } from "../features/feeds/judged-posts.js";
import { readPosts } from "../features/feeds/read-posts.js";
import { sourceAccountLoader } from "../features/feeds/source-accounts.js";
import type { Context } from "../request-context.js";
import { Account } from "./account-types.js";
import { pathOf, requestedFields } from "./executor/requested-fields.js";
import { Feed } from "./feed-types.js";
import type { FeedView } from "./feeds.js";
import { Media } from "./media-types.js";
import { PageArgs, pageOf } from "./page-args.js";

/** What operators see of a feed beside what it shows. */
@Resolver(() => Feed)
export class FeedCurationResolver {
  @FieldResolver(() => [Media], {
    nullable: true,
    description:
      "Posts that it does not show, by verdict: HIDDEN, EXCLUDED, WAITING or BEYOND_LIMIT. Newest first. Operators only; null for anyone else.",
  })
  async judgedPosts(
    @Root() { feed }: FeedView,
    @Arg("verdict", () => FeedVerdict, { description: "The verdict." }) verdict: FeedVerdict,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() { app, viewer }: Context,
    @Info() info: GraphQLResolveInfo,
  ) {
    if (viewer.kind !== "OPERATOR") return null;
    const keys = await listJudgedPosts(app, feed, { verdict, ...pageOf(args) });
    const posts = await readPosts(app, viewer, { keys, selection: mediaSelection(requestedFields(info)) });
    return posts.map(({ media }) => media);
  }

  @FieldResolver(() => Int, {
    nullable: true,
    description: "The number of its accounts. Operators only; null for anyone else.",
  })
  async accountCount(@Root() { feed }: FeedView, @Ctx() { load, viewer }: Context) {
    return viewer.kind === "OPERATOR" ? (await load(feedHealthLoader, feed)).accountCount : null;
  }

  @FieldResolver(() => [Account], {
    nullable: true,
    description:
      "Its accounts that are stale or must be reconnected, at most 10. Operators only; null for anyone else.",
  })
  async unhealthyAccounts(
    @Root() { feed }: FeedView,
    @Ctx() { load, viewer }: Context,
    @Info() info: GraphQLResolveInfo,
  ) {
    if (viewer.kind !== "OPERATOR") return null;
    const { unhealthyIds } = await load(feedHealthLoader, feed);
    const batch = sourceAccountLoader(accountSelection(requestedFields(info)), pathOf(info));
    const accounts = await Promise.all(unhealthyIds.map((id) => load(batch, id)));
    return accounts.filter((account) => account !== null);
  }
}
