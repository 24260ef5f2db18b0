import type { GraphQLResolveInfo } from "graphql";
import { Arg, Args, Ctx, FieldResolver, ID, Info, Int, Mutation, Query, Resolver, Root } from "type-graphql";
import { describeConnection } from "../features/feed/describe-connection.js";
import { listMedia } from "../features/feed/loaders.js";
import type { FeedPage, FeedRow } from "../features/feed/read-accounts.js";
import { readMedia, readMediaByPermalink, readMediaItem } from "../features/feed/read-media.js";
import { connectionList, mediaList, mediaSelection } from "../features/feed/selection.js";
import { hideMedia } from "../features/media/hide-media.js";
import { type ImageColumns, imageAlt } from "../features/media/image-alt.js";
import { ImageFormat, imageUrl } from "../features/media/image-url.js";
import type { Context } from "../request-context.js";
import { requireOperator, requireReader } from "./access.js";
import { Account } from "./account-types.js";
import { pathOf, requestedFields } from "./executor/requested-fields.js";
import {
  ConnectionArgs,
  FeedArgs,
  FeedConnectionArgs,
  Image,
  Media,
  MediaArgs,
  MediaConnection,
} from "./media-types.js";

@Resolver(() => Media)
export class MediaResolver {
  @Query(() => [Media], {
    description:
      "The posts of several accounts in one list; by default of all accounts that the viewer may see. For the next page, pass the id of the last post as `after`.",
  })
  media(@Args(() => FeedArgs) args: FeedArgs, @Ctx() { app, viewer }: Context, @Info() info: GraphQLResolveInfo) {
    requireReader(app, viewer);
    const list = mediaList({ key: "media", args: { ...args }, fields: requestedFields(info) });
    return readMedia(app, viewer, { ...args, list });
  }

  @Query(() => MediaConnection, { description: "The same posts as a connection, with cursors and a total count." })
  async mediaConnection(
    @Args(() => FeedConnectionArgs) args: FeedConnectionArgs,
    @Ctx() { app, viewer }: Context,
    @Info() info: GraphQLResolveInfo,
  ) {
    requireReader(app, viewer);
    const list = connectionList({ key: "media", args: { ...args }, fields: requestedFields(info) });
    return describeConnection(list, (await readMedia(app, viewer, { ...args, list })) as FeedPage);
  }

  @Query(() => Media, { nullable: true, description: "One post or part of an album, by Instagram's id." })
  mediaItem(
    @Arg("id", () => ID, { description: "Instagram's id." }) id: string,
    @Ctx() { app, viewer }: Context,
    @Info() info: GraphQLResolveInfo,
  ) {
    requireReader(app, viewer);
    return readMediaItem(app, viewer, { id, selection: mediaSelection(requestedFields(info)) });
  }

  @Query(() => Media, {
    nullable: true,
    description: "One post by its address at Instagram; null when it is not stored. Operators only.",
  })
  mediaByPermalink(
    @Arg("permalink", () => String, {
      description:
        "The post's address, such as https://www.instagram.com/p/DCxyz123abc/. What follows a ? or # is ignored.",
    })
    permalink: string,
    @Ctx() { app, viewer }: Context,
    @Info() info: GraphQLResolveInfo,
  ) {
    requireOperator(viewer);
    return readMediaByPermalink(app, viewer, { permalink, selection: mediaSelection(requestedFields(info)) });
  }

  @Mutation(() => Media, {
    description:
      "Hides a post, or makes it visible again. Only operators see a hidden post, and syncs do not change that. Operators only.",
  })
  async setMediaHidden(
    @Arg("id", () => ID, { description: "Instagram's id of a post, or of a part of an album." }) id: string,
    @Arg("hidden", () => Boolean, { description: "`true` hides the post; `false` makes it visible again." })
    hidden: boolean,
    @Ctx() { app, viewer }: Context,
    @Info() info: GraphQLResolveInfo,
  ) {
    requireOperator(viewer);
    await hideMedia(app, { id, hidden }, viewer);
    return await readMediaItem(app, viewer, { id, selection: mediaSelection(requestedFields(info)) });
  }

  @FieldResolver(() => Account, { description: "The account that posted it." })
  account(@Root() media: FeedRow) {
    return media.account;
  }

  @FieldResolver(() => [Account], {
    description:
      "The other connected accounts that share this post (a collaboration) and that the viewer may see. Lists over several accounts contain such a post once.",
  })
  alsoBy(@Root() media: FeedRow) {
    return media.alsoBy;
  }

  @FieldResolver(() => Image, {
    nullable: true,
    description:
      "A still picture for an `img` element: the picture, a video's poster, or the first such part of an album. Null when there is no readable picture.",
  })
  image(@Root() media: FeedRow) {
    const image = media.image as ImageColumns;
    return image.url === null ? null : image;
  }
}

@Resolver(() => Image)
export class ImageResolver {
  @FieldResolver(() => URL, {
    description: "The picture's address. With `width`, the smallest rendition that is at least as wide.",
  })
  url(
    @Root() image: ImageColumns,
    @Arg("width", () => Int, { nullable: true, description: "The wanted width, in pixels." }) width: number | null,
    @Arg("format", () => ImageFormat, {
      nullable: true,
      description:
        "The format of the rendition. Omitted: the client's Accept header decides. Set it for caches that ignore Vary.",
    })
    format: ImageFormat | null,
  ) {
    return imageUrl(image, width, format);
  }

  @FieldResolver(() => String, {
    description:
      "The owner's alt text; otherwise the caption's first line without tags; otherwise the account and date. Never empty.",
  })
  alt(@Root() image: ImageColumns) {
    return imageAlt(image);
  }
}

@Resolver(() => Account)
export class AccountMediaResolver {
  @FieldResolver(() => [Media], {
    description:
      "The account's posts. `type: IMAGE` and `type: [IMAGE, CAROUSEL_ALBUM]` both work. For the next page, pass the id of the last post as `after`.",
  })
  media(
    @Root() account: FeedRow,
    @Args(() => MediaArgs) args: MediaArgs,
    @Ctx() { load }: Context,
    @Info() info: GraphQLResolveInfo,
  ) {
    const list = mediaList({ key: String(info.path.key), args: { ...args }, fields: requestedFields(info) });
    return load(listMedia(list, pathOf(info)), String(account.id));
  }

  @FieldResolver(() => MediaConnection, {
    description: "The same posts as a connection, with cursors and a total count.",
  })
  async mediaConnection(
    @Root() account: FeedRow,
    @Args(() => ConnectionArgs) args: ConnectionArgs,
    @Ctx() { load }: Context,
    @Info() info: GraphQLResolveInfo,
  ) {
    const key = String(info.path.key);
    const list = connectionList({ key, args: { ...args }, fields: requestedFields(info) });
    const found = account[`list:${key}`] ?? (await load(listMedia(list, pathOf(info)), String(account.id)));
    return describeConnection(list, found as FeedPage);
  }
}
