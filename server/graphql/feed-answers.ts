import type { GraphQLResolveInfo } from "graphql";
import { Arg, Ctx, FieldResolver, ID, Info, Int, Query, Resolver, Root } from "type-graphql";
import { mediaSelection } from "../features/feed/selection.js";
import { type FeedExplanation as Explanation, explainPost } from "../features/feeds/explain-post.js";
import { feedPostSelection } from "../features/feeds/feed-selection.js";
import { type FeedPreview as Preview, previewFeed } from "../features/feeds/preview-feed.js";
import { type PostKey, readFeedPosts } from "../features/feeds/read-feed.js";
import { readPosts } from "../features/feeds/read-posts.js";
import type { Context } from "../request-context.js";
import { requireOperator } from "./access.js";
import { requestedFields } from "./executor/requested-fields.js";
import { FeedInput } from "./feed-inputs.js";
import { FeedExplanation, FeedPost, FeedPreview } from "./feed-types.js";
import { Media } from "./media-types.js";

@Resolver(() => FeedExplanation)
export class FeedExplanationResolver {
  @Query(() => FeedExplanation, {
    nullable: true,
    description: "Why a post is, or is not, in a feed: by its id or its permalink. Operators only.",
  })
  explainPost(
    @Arg("feedId", () => ID, { description: "The feed's id." }) feedId: string,
    @Arg("mediaId", () => ID, { nullable: true, description: "Instagram's id of the post." }) mediaId: string | null,
    @Arg("permalink", () => URL, { nullable: true, description: "The post's address at Instagram." })
    permalink: string | null,
    @Ctx() { app, viewer }: Context,
  ) {
    requireOperator(viewer);
    return explainPost(app, feedId, { mediaId, permalink });
  }

  @FieldResolver(() => Media, { nullable: true, description: "The post, while it is stored." })
  async media(@Root() { copy }: Explanation, @Ctx() { app, viewer }: Context, @Info() info: GraphQLResolveInfo) {
    if (!copy) return null;
    const [post] = await readPosts(app, viewer, { keys: [copy], selection: mediaSelection(requestedFields(info)) });
    return post?.media ?? null;
  }
}

@Resolver(() => FeedPreview)
export class FeedPreviewResolver {
  @Query(() => FeedPreview, {
    nullable: true,
    description:
      "What a change would do, without making it: of a feed that exists (`id`) or of a new one. Operators only.",
  })
  previewFeed(
    @Arg("id", () => ID, { nullable: true, description: "The feed to change; omitted for a new one." })
    id: string | null,
    @Arg("version", () => Int, {
      nullable: true,
      description: "An earlier version to begin at, as `restoreFeed` does; omitted for the newest. Only with `id`.",
    })
    version: number | null,
    @Arg("input", () => FeedInput, { description: "The changes, or the new feed's settings." }) input: FeedInput,
    @Ctx() { app, viewer }: Context,
  ) {
    requireOperator(viewer);
    return previewFeed(app, { id: id ?? null, version: version ?? null, input });
  }

  @FieldResolver(() => [FeedPost], { description: "What the feed would show." })
  async posts(@Root() { feed }: Preview, @Ctx() { app, viewer }: Context, @Info() info: GraphQLResolveInfo) {
    const page = { first: feed.settings.size, after: null, selection: feedPostSelection(requestedFields(info)) };
    return (await readFeedPosts(app, viewer, { feed, page })).rows;
  }

  @FieldResolver(() => [Media], { description: "Posts that it would show and does not show now." })
  entered(@Root() { entered }: Preview, @Ctx() context: Context, @Info() info: GraphQLResolveInfo) {
    return mediaOf(context, entered, info);
  }

  @FieldResolver(() => [Media], { description: "Posts that it shows now and would not show." })
  left(@Root() { left }: Preview, @Ctx() context: Context, @Info() info: GraphQLResolveInfo) {
    return mediaOf(context, left, info);
  }

  @FieldResolver(() => [Media], { description: "Posts in both lists whose place changes." })
  moved(@Root() { moved }: Preview, @Ctx() context: Context, @Info() info: GraphQLResolveInfo) {
    return mediaOf(context, moved, info);
  }
}

async function mediaOf({ app, viewer }: Context, keys: readonly PostKey[], info: GraphQLResolveInfo) {
  const posts = await readPosts(app, viewer, { keys, selection: mediaSelection(requestedFields(info)) });
  return posts.map(({ media }) => media);
}
