import type { GraphQLResolveInfo } from "graphql";
import { Arg, Args, Ctx, FieldResolver, ID, Info, Int, Mutation, Query, Resolver, Root } from "type-graphql";
import { describeConnection } from "../features/feed/describe-connection.js";
import { listMedia } from "../features/feed/list-media.js";
import type { FeedPage, FeedRow } from "../features/feed/read-accounts.js";
import { readMedia, readMediaItem } from "../features/feed/read-media.js";
import { connectionList, mediaList, mediaSelection } from "../features/feed/selection.js";
import { hideMedia } from "../features/media/hide-media.js";
import { type ImageColumns, imageAlt } from "../features/media/image-alt.js";
import { ImageFormat, imageUrl } from "../features/media/image-url.js";
import type { Context } from "../request-context.js";
import { requireOperator, requireReader } from "./access.js";
import { Account } from "./account-types.js";
import { requestedFields } from "./executor/requested-fields.js";
import {
  ConnectionArgs,
  FeedArgs,
  FeedConnectionArgs,
  Image,
  Media,
  MediaArgs,
  MediaConnection,
} from "./media-types.js";
import { pathOf } from "./path-of.js";

@Resolver(() => Media)
export class MediaResolver {
  @Query(() => [Media], {
    description:
      "The first posts of several accounts in one list (all that the viewer may see, when none is named). `after` is the id of the last post already held.",
  })
  media(@Args(() => FeedArgs) args: FeedArgs, @Ctx() { app, viewer }: Context, @Info() info: GraphQLResolveInfo) {
    requireReader(app, viewer);
    const list = mediaList({ key: "media", args: { ...args }, fields: requestedFields(info) });
    return readMedia(app, viewer, { ...args, list });
  }

  @Query(() => MediaConnection, { description: "The same posts for paging on and on, with a count." })
  async mediaConnection(
    @Args(() => FeedConnectionArgs) args: FeedConnectionArgs,
    @Ctx() { app, viewer }: Context,
    @Info() info: GraphQLResolveInfo,
  ) {
    requireReader(app, viewer);
    const list = connectionList({ key: "media", args: { ...args }, fields: requestedFields(info) });
    return describeConnection(list, (await readMedia(app, viewer, { ...args, list })) as FeedPage);
  }

  @Query(() => Media, { nullable: true, description: "One post, or part of an album, by Instagram's id." })
  mediaItem(
    @Arg("id", () => ID, { description: "Instagram's id." }) id: string,
    @Ctx() { app, viewer }: Context,
    @Info() info: GraphQLResolveInfo,
  ) {
    requireReader(app, viewer);
    return readMediaItem(app, viewer, { id, selection: mediaSelection(requestedFields(info)) });
  }

  @Mutation(() => Media, {
    description:
      "A hidden post is never served to clients or owners' sites, and stays hidden through syncs. Operators only.",
  })
  async setMediaHidden(
    @Arg("id", () => ID, { description: "Instagram's id of a post, or of a part of an album." }) id: string,
    @Arg("hidden", () => Boolean, { description: "Whether it is hidden from now on." }) hidden: boolean,
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
      "Further connected accounts that share this post (a collaboration), as far as the viewer may see them. Lists of several accounts show such a post once.",
  })
  alsoBy(@Root() media: FeedRow) {
    return media.alsoBy;
  }

  @FieldResolver(() => Image, {
    nullable: true,
    description:
      "What to put in an `img`, whatever the type, never a film: the picture, a video's poster, an album's first part that has either. Null when there is none that can be read.",
  })
  image(@Root() media: FeedRow) {
    const image = media.image as ImageColumns;
    return image.url === null ? null : image;
  }
}

@Resolver(() => Image)
export class ImageResolver {
  @FieldResolver(() => URL, {
    description: "With `width`, scaled down to the nearest size kept that is at least as wide.",
  })
  url(
    @Root() image: ImageColumns,
    @Arg("width", () => Int, { nullable: true, description: "The width wanted, in pixels." }) width: number | null,
    @Arg("format", () => ImageFormat, {
      nullable: true,
      description:
        "The format of a scaled size, named in its address; without it, each client gets what its Accept header names. For caches that ignore Vary.",
    })
    format: ImageFormat | null,
  ) {
    return imageUrl(image, width, format);
  }

  @FieldResolver(() => String, {
    description:
      "The owner's own text, else the caption's first line without tags, else who posted it and when; never empty.",
  })
  alt(@Root() image: ImageColumns) {
    return imageAlt(image);
  }
}

@Resolver(() => Account)
export class AccountMediaResolver {
  @FieldResolver(() => [Media], {
    description:
      "The first posts. `type: IMAGE` and `type: [IMAGE, CAROUSEL_ALBUM]` both work. `first` at most 100; `after` is the id of the last post already held.",
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

  @FieldResolver(() => MediaConnection, { description: "The same posts for paging on and on, with a count." })
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
