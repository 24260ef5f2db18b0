import { Arg, Ctx, ID, Int, Mutation, Resolver } from "type-graphql";
import { FeedDecision } from "../db/schema/feeds.js";
import { createFeed, removeFeed, restoreFeed, updateFeed } from "../features/feeds/change-feed.js";
import { decidePosts, pinPost, unpinPost } from "../features/feeds/curate-posts.js";
import type { Context } from "../request-context.js";
import { requireOperator } from "./access.js";
import { FeedInput } from "./feed-inputs.js";
import { Feed } from "./feed-types.js";
import { feedView } from "./feeds.js";

const ID_DESCRIPTION = "The feed's id.";

@Resolver()
export class FeedMutationResolver {
  @Mutation(() => Feed, { description: "Creates a feed. Operators only." })
  async createFeed(
    @Arg("input", () => FeedInput, { description: "Its settings." }) input: FeedInput,
    @Ctx() { app, viewer }: Context,
  ) {
    requireOperator(viewer);
    return feedView(await createFeed(app, input, viewer));
  }

  @Mutation(() => Feed, {
    description: "Changes a feed's settings, as a new version. CONFLICT when somebody else was faster. Operators only.",
  })
  async updateFeed(
    @Arg("id", () => ID, { description: ID_DESCRIPTION }) id: string,
    @Arg("version", () => Int, { description: "The version that was read." }) version: number,
    @Arg("input", () => FeedInput, { description: "The changes." }) input: FeedInput,
    @Ctx() { app, viewer }: Context,
  ) {
    requireOperator(viewer);
    return feedView(await updateFeed(app, { id, version, input }, viewer));
  }

  @Mutation(() => Feed, {
    description: "Makes an earlier version's settings the newest version. Pins and decisions stay. Operators only.",
  })
  async restoreFeed(
    @Arg("id", () => ID, { description: ID_DESCRIPTION }) id: string,
    @Arg("version", () => Int, { description: "The version to restore." }) version: number,
    @Ctx() { app, viewer }: Context,
  ) {
    requireOperator(viewer);
    return feedView(await restoreFeed(app, { id, version }, viewer));
  }

  @Mutation(() => ID, {
    description: "Removes a feed with its versions, pins and decisions; returns its id. Operators only.",
  })
  async removeFeed(@Arg("id", () => ID, { description: ID_DESCRIPTION }) id: string, @Ctx() { app, viewer }: Context) {
    requireOperator(viewer);
    await removeFeed(app, id, viewer);
    return id;
  }

  @Mutation(() => Feed, {
    description:
      "Holds a post at a place, whatever the rules say, until it is unpinned, gone or hidden. Operators only.",
  })
  async pinPost(
    @Arg("feedId", () => ID, { description: ID_DESCRIPTION }) feedId: string,
    @Arg("mediaId", () => ID, { description: "Instagram's id of the post." }) mediaId: string,
    @Arg("place", () => Int, { description: "The place, from 1 to 100; 1 is first." }) place: number,
    @Arg("until", () => Date, { nullable: true, description: "When the pin ends. Omitted: never." })
    until: Date | null,
    @Ctx() { app, viewer }: Context,
  ) {
    requireOperator(viewer);
    return feedView(await pinPost(app, { feedId, mediaId, place, until: until ?? null }, viewer));
  }

  @Mutation(() => Feed, { description: "Ends a post's pin, if it has one. Operators only." })
  async unpinPost(
    @Arg("feedId", () => ID, { description: ID_DESCRIPTION }) feedId: string,
    @Arg("mediaId", () => ID, { description: "Instagram's id of the post." }) mediaId: string,
    @Ctx() { app, viewer }: Context,
  ) {
    requireOperator(viewer);
    return feedView(await unpinPost(app, { feedId, mediaId }, viewer));
  }

  @Mutation(() => Feed, {
    description: "Shows or hides posts in this feed, whatever its rules say. All of them or none. Operators only.",
  })
  async decidePosts(
    @Arg("feedId", () => ID, { description: ID_DESCRIPTION }) feedId: string,
    @Arg("mediaIds", () => [ID], { description: "Instagram's ids of 1 to 500 posts." }) mediaIds: string[],
    @Arg("decision", () => FeedDecision, { description: "The decision." }) decision: FeedDecision,
    @Ctx() { app, viewer }: Context,
  ) {
    requireOperator(viewer);
    return feedView(await decidePosts(app, { feedId, mediaIds, decision }, viewer));
  }
}
