import { ArgsType, Field, ID, Int, ObjectType, registerEnumType } from "type-graphql";
import { MediaOrder, MediaProductType, MediaType } from "../db/schema/media.js";
import { PictureFailure } from "../features/assets/copy-error.js";
import { ImageFormat } from "../features/media/image-url.js";

const ACCOUNT_IDS = "Only posts of these accounts.";
const USERNAMES =
  "Only posts of the accounts with these usernames. Case is ignored. A name that matches no readable account adds no posts, without an error.";

registerEnumType(MediaType, {
  name: "MediaType",
  description: "The types of posts.",
  valuesConfig: {
    IMAGE: { description: "A picture." },
    VIDEO: { description: "A video, including reels." },
    CAROUSEL_ALBUM: { description: "Several pictures and videos, in `children`." },
  },
});

registerEnumType(MediaProductType, {
  name: "MediaProductType",
  description: "Where a post was published.",
  valuesConfig: {
    FEED: { description: "The feed." },
    REELS: { description: "Reels." },
    STORY: { description: "A story." },
    AD: { description: "An ad." },
  },
});

registerEnumType(MediaOrder, {
  name: "MediaOrder",
  description:
    "The sort orders for posts. With MOST_*, paging may repeat or skip a post whose count changes meanwhile.",
  valuesConfig: {
    NEWEST: { description: "Newest first." },
    OLDEST: { description: "Oldest first." },
    MOST_LIKED: { description: "Most likes first; unknown counts last, ties newest first." },
    MOST_COMMENTED: { description: "Most comments first; unknown counts last, ties newest first." },
  },
});

registerEnumType(ImageFormat, {
  name: "ImageFormat",
  description: "The formats of renditions.",
  valuesConfig: {
    WEBP: { description: "Smaller; all browsers since 2020 support it." },
    JPEG: { description: "Larger; works everywhere, including in e-mails." },
  },
});

registerEnumType(PictureFailure, {
  name: "PictureFailure",
  description: "Why a picture or video could not be copied from Instagram.",
  valuesConfig: {
    SIGNATURE_EXPIRED: { description: "Instagram's address had expired, and so had its replacement." },
    TOKEN_DEAD: { description: "The address has expired; only reconnecting the account gives a new one." },
    GONE: { description: "Instagram no longer has the post or the picture." },
    REFUSED: { description: "Instagram's picture host rejected the request." },
    UNAVAILABLE: { description: "Instagram did not respond, or the connection broke." },
    RATE_LIMITED: { description: "Instagram is rate-limiting requests." },
    HOST_NOT_ALLOWED: { description: "The picture's host is not in INSTAGRAM_CDN_HOSTS." },
    PRIVATE_ADDRESS: { description: "The picture's host has a private network address." },
    REDIRECTED: { description: "The picture's address redirects; redirects are not followed." },
    WRONG_TYPE: {
      description: "The file is not a supported picture (JPEG, PNG, WebP, AVIF) or video (MP4).",
    },
    BROKEN: { description: "The file is damaged or incomplete." },
    TOO_LARGE: { description: "The file is too large." },
    TOO_MANY_PIXELS: { description: "The picture has too many pixels." },
    NOT_GIVEN: { description: "Instagram has never given an address for it." },
  },
});

@ObjectType({ simpleResolvers: true, description: "A picture for an `img` element." })
export class Image {
  @Field(() => Int, {
    nullable: true,
    description: "Width of the original, in pixels; null until the picture is copied.",
  })
  width!: number | null;

  @Field(() => Int, {
    nullable: true,
    description: "Height of the original, in pixels; null until the picture is copied.",
  })
  height!: number | null;

  @Field(() => String, {
    nullable: true,
    description:
      "A ThumbHash placeholder of about 25 bytes in base64, to show while the picture loads. Null until the picture is copied.",
  })
  thumbhash!: string | null;

  @Field(() => [String], {
    nullable: true,
    description: "The dominant colours as #rrggbb, most frequent first; null until the picture is copied.",
  })
  palette!: string[] | null;
}

@ObjectType({ simpleResolvers: true, description: "A post, or a part of an album." })
export class Media {
  @Field(() => ID, { description: "Instagram's id of the post." })
  id!: string;

  @Field(() => MediaType, { description: "The type of the post." })
  mediaType!: MediaType;

  @Field(() => MediaProductType, { nullable: true, description: "Where the post was published." })
  mediaProductType!: MediaProductType | null;

  @Field(() => String, { nullable: true, description: "The caption; null when there is none." })
  caption!: string | null;

  @Field(() => [String], { description: "The caption's hashtags in order: lower case, without #, without duplicates." })
  hashtags!: string[];

  @Field(() => [String], {
    description: "The usernames that the caption mentions, in order: lower case, without @, without duplicates.",
  })
  mentions!: string[];

  @Field(() => URL, {
    nullable: true,
    description:
      "The picture, or for a VIDEO the video file: a stable address on this server that needs no credentials. Null when Instagram gives no file (licensed audio) or an unreadable one.",
  })
  mediaUrl!: string | null;

  @Field(() => URL, {
    nullable: true,
    description: "The poster of a VIDEO: a stable address on this server. Null for other types.",
  })
  thumbnailUrl!: string | null;

  @Field(() => URL, { nullable: true, description: "The address of the post at Instagram." })
  permalink!: string | null;

  @Field(() => String, { nullable: true, description: "The short code in the permalink." })
  shortcode!: string | null;

  @Field(() => Date, { description: "When the post was published." })
  timestamp!: Date;

  @Field(() => Int, { nullable: true, description: "The number of likes; null when the owner hides it." })
  likeCount!: number | null;

  @Field(() => Int, { nullable: true, description: "The number of comments." })
  commentsCount!: number | null;

  @Field(() => String, { nullable: true, description: "The owner's alt text for the picture." })
  altText!: string | null;

  @Field(() => Boolean, { nullable: true, description: "False for a reel that the owner hides from the profile grid." })
  isSharedToFeed!: boolean | null;

  @Field(() => Boolean, {
    description:
      "Whether an operator has hidden the post. Always false for anyone else, because only operators see hidden posts.",
  })
  hidden!: boolean;

  @Field(() => [Media], {
    description:
      "The parts of an album, in order; empty for other types. A part has its album's permalink, and its album's timestamp if Instagram gives none.",
  })
  children!: Media[];

  @Field(() => PictureFailure, {
    nullable: true,
    description:
      "Why the last attempt to copy the picture or video failed; null when nothing is wrong. Operators, the owner and secret keys; null for anyone else.",
  })
  pictureFailure!: PictureFailure | null;
}

@ObjectType({ simpleResolvers: true, description: "A post and its cursor." })
export class MediaEdge {
  @Field(() => String, {
    description: "The post's cursor; pass it as `after` to continue here. It works even after the post was removed.",
  })
  cursor!: string;

  @Field(() => Media, { description: "The post." })
  node!: Media;
}

@ObjectType({ simpleResolvers: true, description: "The position of a page in its list." })
export class PageInfo {
  @Field(() => Boolean, { description: "Whether more posts follow." })
  hasNextPage!: boolean;

  @Field(() => Boolean, { description: "Whether posts precede this page." })
  hasPreviousPage!: boolean;

  @Field(() => String, { nullable: true, description: "The cursor of the first post; null on an empty page." })
  startCursor!: string | null;

  @Field(() => String, {
    nullable: true,
    description: "The cursor of the last post, for the next page's `after`; null on an empty page.",
  })
  endCursor!: string | null;
}

@ObjectType({ simpleResolvers: true, description: "One page of posts with cursors and a total count." })
export class MediaConnection {
  @Field(() => [MediaEdge], { description: "The posts of this page with their cursors." })
  edges!: MediaEdge[];

  @Field(() => [Media], { description: "The posts of this page." })
  nodes!: Media[];

  @Field(() => PageInfo, { description: "The position of this page in the list." })
  pageInfo!: PageInfo;

  @Field(() => Int, { description: "The number of posts that match the filter; counted only when requested." })
  totalCount!: number;
}

@ArgsType()
class ListArgs {
  @Field(() => [MediaType], {
    nullable: true,
    description: "Only posts of these types. A single type needs no brackets.",
  })
  type?: MediaType[] | null;

  @Field(() => [MediaProductType], { nullable: true, description: "Only posts of these product types." })
  productType?: MediaProductType[] | null;

  @Field(() => [String], {
    nullable: true,
    description: "Only posts with one of these hashtags, with or without #. Case is ignored.",
  })
  hashtag?: string[] | null;

  @Field(() => [String], { nullable: true, description: "Only posts without any of these hashtags." })
  withoutHashtag?: string[] | null;

  @Field(() => Boolean, {
    nullable: true,
    description: "`true`: without the reels that the owner hides from the profile grid. `false`: only those reels.",
  })
  isSharedToFeed?: boolean | null;

  @Field(() => String, {
    nullable: true,
    description: "Only posts whose caption contains every word. Case is ignored.",
  })
  search?: string | null;

  @Field(() => Date, { nullable: true, description: "Only posts published at this instant or later." })
  since?: Date | null;

  @Field(() => Date, { nullable: true, description: "Only posts published before this instant." })
  until?: Date | null;

  @Field(() => MediaOrder, { nullable: true, defaultValue: MediaOrder.NEWEST, description: "The sort order." })
  orderBy?: MediaOrder | null;

  @Field(() => Int, { nullable: true, defaultValue: 25, description: "The number of items to return, from 1 to 100." })
  first?: number | null;
}

@ArgsType()
export class MediaArgs extends ListArgs {
  @Field(() => ID, { nullable: true, description: "The id of the last post of the previous page." })
  after?: string | null;
}

@ArgsType()
export class ConnectionArgs extends ListArgs {
  @Field(() => String, { nullable: true, description: "The cursor of the last post of the previous page." })
  after?: string | null;
}

@ArgsType()
export class FeedArgs extends MediaArgs {
  @Field(() => [ID], { nullable: true, description: ACCOUNT_IDS })
  accountIds?: string[] | null;

  @Field(() => [String], { nullable: true, description: USERNAMES })
  usernames?: string[] | null;
}

@ArgsType()
export class FeedConnectionArgs extends ConnectionArgs {
  @Field(() => [ID], { nullable: true, description: ACCOUNT_IDS })
  accountIds?: string[] | null;

  @Field(() => [String], { nullable: true, description: USERNAMES })
  usernames?: string[] | null;
}
