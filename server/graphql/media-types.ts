import { ArgsType, Field, ID, Int, ObjectType, registerEnumType } from "type-graphql";
import { MediaOrder, MediaProductType, MediaType } from "../db/schema/media.js";
import { PictureFailure } from "../features/assets/picture-failure.js";
import { ImageFormat } from "../features/media/image-url.js";

const ACCOUNT_IDS = "Only posts of these accounts.";
const USERNAMES = "Only posts of the accounts with these usernames, in any case.";

registerEnumType(MediaType, {
  name: "MediaType",
  description: "What a post is.",
  valuesConfig: {
    IMAGE: { description: "A picture." },
    VIDEO: { description: "A video; reels too." },
    CAROUSEL_ALBUM: { description: "Several pictures and videos, in `children`." },
  },
});

registerEnumType(MediaProductType, {
  name: "MediaProductType",
  description: "Where a post was published.",
  valuesConfig: {
    FEED: { description: "In the feed." },
    REELS: { description: "As a reel." },
    STORY: { description: "As a story." },
    AD: { description: "As an ad." },
  },
});

registerEnumType(MediaOrder, {
  name: "MediaOrder",
  description: "Orders of posts. MOST_*: paging may repeat or skip a post whose count changes meanwhile.",
  valuesConfig: {
    NEWEST: { description: "Newest first." },
    OLDEST: { description: "Oldest first." },
    MOST_LIKED: { description: "Most likes first; unknown counts last, ties newest first." },
    MOST_COMMENTED: { description: "Most comments first; unknown counts last, ties newest first." },
  },
});

registerEnumType(ImageFormat, {
  name: "ImageFormat",
  description: "Formats of pictures that are scaled down.",
  valuesConfig: {
    WEBP: { description: "Smaller; every browser since 2020 shows it." },
    JPEG: { description: "For everything else, mails too." },
  },
});

registerEnumType(PictureFailure, {
  name: "PictureFailure",
  description: "Why a picture could not be copied from Instagram.",
  valuesConfig: {
    SIGNATURE_EXPIRED: { description: "Instagram's address had expired, and so had the one it gave anew." },
    TOKEN_DEAD: { description: "Its address has expired, and only reconnecting the account brings another." },
    GONE: { description: "Instagram has the post or the picture no more." },
    REFUSED: { description: "Instagram's picture host refused it." },
    UNAVAILABLE: { description: "Instagram did not answer, or broke off." },
    RATE_LIMITED: { description: "Instagram is throttling." },
    HOST_NOT_ALLOWED: { description: "Its address leads to a host that INSTAGRAM_CDN_HOSTS does not name." },
    PRIVATE_ADDRESS: { description: "Its host leads into a private network." },
    REDIRECTED: { description: "Its address leads on to another one, which is never followed." },
    WRONG_TYPE: {
      description: "What came is no picture of a kind that can be read (JPEG, PNG, WebP, AVIF), or no video (MP4).",
    },
    BROKEN: { description: "What came is damaged or cut short." },
    TOO_LARGE: { description: "It has too many bytes." },
    TOO_MANY_PIXELS: { description: "It has too many pixels." },
    NOT_GIVEN: { description: "Instagram has never said where it is." },
  },
});

@ObjectType({ simpleResolvers: true, description: "What to put in an `img`." })
export class Image {
  @Field(() => Int, { nullable: true, description: "Of the original, in pixels; null until its bytes have been read." })
  width!: number | null;

  @Field(() => Int, { nullable: true, description: "Of the original, in pixels; null until its bytes have been read." })
  height!: number | null;

  @Field(() => String, {
    nullable: true,
    description:
      "A placeholder of some 25 bytes in base64, for a ThumbHash library to draw until the picture is there; null until its bytes have been read.",
  })
  thumbhash!: string | null;

  @Field(() => [String], {
    nullable: true,
    description: "The dominant colours as #rrggbb, most of the picture first; null until its bytes have been read.",
  })
  palette!: string[] | null;
}

@ObjectType({ simpleResolvers: true, description: "A post, or a part of an album." })
export class Media {
  @Field(() => ID, { description: "Instagram's own id of the post." })
  id!: string;

  @Field(() => MediaType, { description: "What it is." })
  mediaType!: MediaType;

  @Field(() => MediaProductType, { nullable: true, description: "Where it was published." })
  mediaProductType!: MediaProductType | null;

  @Field(() => String, { nullable: true, description: "The text under it; null when there is none." })
  caption!: string | null;

  @Field(() => [String], { description: "The caption's hashtags: folded, without #, once each, in order." })
  hashtags!: string[];

  @Field(() => [String], {
    description: "The accounts that the caption mentions: lower case, without @, once each, in order.",
  })
  mentions!: string[];

  @Field(() => URL, {
    nullable: true,
    description:
      "The picture, or for a VIDEO the video file; an address on this server that keeps working, without credentials. Null when Instagram gives none (licensed audio), or none that can be read.",
  })
  mediaUrl!: string | null;

  @Field(() => URL, {
    nullable: true,
    description: "The poster of a VIDEO, likewise an address on this server; null for anything else.",
  })
  thumbnailUrl!: string | null;

  @Field(() => URL, { nullable: true, description: "The post at Instagram." })
  permalink!: string | null;

  @Field(() => String, { nullable: true, description: "The short name in the permalink." })
  shortcode!: string | null;

  @Field(() => Date, { description: "When it was published." })
  timestamp!: Date;

  @Field(() => Int, { nullable: true, description: "Likes; null when the owner hides them." })
  likeCount!: number | null;

  @Field(() => Int, { nullable: true, description: "Comments." })
  commentsCount!: number | null;

  @Field(() => String, { nullable: true, description: "The owner's own description of the picture." })
  altText!: string | null;

  @Field(() => Boolean, { nullable: true, description: "False for a reel that its owner keeps off the profile grid." })
  isSharedToFeed!: boolean | null;

  @Field(() => Boolean, { description: "Operators only; false to anyone else, who never sees a hidden post." })
  hidden!: boolean;

  @Field(() => [Media], {
    description:
      "The parts of an album, in order; empty for anything else. A part has its album's permalink and, where Instagram gives none, its timestamp.",
  })
  children!: Media[];

  @Field(() => PictureFailure, {
    nullable: true,
    description:
      "Why its picture or video could not be copied at the last try; null when nothing is wrong. Operators, the owner and secret keys; null to anyone else.",
  })
  pictureFailure!: PictureFailure | null;
}

@ObjectType({ simpleResolvers: true, description: "A post and its place in a list." })
export class MediaEdge {
  @Field(() => String, {
    description: "The place; pass it as `after` to go on from here. Good also when the post is gone.",
  })
  cursor!: string;

  @Field(() => Media, { description: "The post." })
  node!: Media;
}

@ObjectType({ simpleResolvers: true, description: "Where a page stands in its list." })
export class PageInfo {
  @Field(() => Boolean, { description: "Whether more follows." })
  hasNextPage!: boolean;

  @Field(() => Boolean, { description: "Whether something came before." })
  hasPreviousPage!: boolean;

  @Field(() => String, { nullable: true, description: "The first post's cursor; null on an empty page." })
  startCursor!: string | null;

  @Field(() => String, {
    nullable: true,
    description: "The last post's cursor: the next page's `after`; null on an empty page.",
  })
  endCursor!: string | null;
}

@ObjectType({ simpleResolvers: true, description: "Posts for paging on and on, with a count." })
export class MediaConnection {
  @Field(() => [MediaEdge], { description: "The posts of this page with their places." })
  edges!: MediaEdge[];

  @Field(() => [Media], { description: "The posts of this page." })
  nodes!: Media[];

  @Field(() => PageInfo, { description: "Where this page stands." })
  pageInfo!: PageInfo;

  @Field(() => Int, { description: "How many posts the filter holds in all; counted only when it is asked." })
  totalCount!: number;
}

@ArgsType()
class ListArgs {
  @Field(() => [MediaType], { nullable: true, description: "Any of these types; one may be named without brackets." })
  type?: MediaType[] | null;

  @Field(() => [MediaProductType], { nullable: true, description: "Any of these." })
  productType?: MediaProductType[] | null;

  @Field(() => [String], { nullable: true, description: "Any of these hashtags, with or without #, in any case." })
  hashtag?: string[] | null;

  @Field(() => [String], { nullable: true, description: "None of these hashtags." })
  withoutHashtag?: string[] | null;

  @Field(() => Boolean, {
    nullable: true,
    description: "`true`: all but reels that their owner keeps off the profile grid. `false`: only those.",
  })
  isSharedToFeed?: boolean | null;

  @Field(() => String, { nullable: true, description: "Every word must occur in the caption, in any case." })
  search?: string | null;

  @Field(() => Date, { nullable: true, description: "Published at this instant or later." })
  since?: Date | null;

  @Field(() => Date, { nullable: true, description: "Published before this instant." })
  until?: Date | null;

  @Field(() => MediaOrder, { nullable: true, defaultValue: MediaOrder.NEWEST, description: "The order." })
  orderBy?: MediaOrder | null;

  @Field(() => Int, { nullable: true, defaultValue: 25, description: "How many, from 1 to 100." })
  first?: number | null;
}

@ArgsType()
export class MediaArgs extends ListArgs {
  @Field(() => ID, { nullable: true, description: "The id of the last post already held." })
  after?: string | null;
}

@ArgsType()
export class ConnectionArgs extends ListArgs {
  @Field(() => String, { nullable: true, description: "The cursor of the last post already held." })
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
