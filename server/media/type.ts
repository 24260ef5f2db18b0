import { ArgsType, Field, ID, Int, ObjectType, registerEnumType } from "type-graphql";
import { MediaOrder, MediaProductType, MediaType } from "./table.js";

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

@ObjectType({ description: "What to put in an `img`." })
export class Image {
  @Field(() => Int, { nullable: true, description: "Of the original, in pixels; null until its bytes have been read." })
  width!: number | null;

  @Field(() => Int, { nullable: true, description: "Of the original, in pixels; null until its bytes have been read." })
  height!: number | null;
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
    description: "The picture, or for a VIDEO the video file. Null when Instagram gives none (licensed audio).",
  })
  mediaUrl!: string | null;

  @Field(() => URL, { nullable: true, description: "The poster of a VIDEO; null for anything else." })
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
}

@ArgsType()
export class MediaArgs {
  @Field(() => [MediaType], { nullable: true, description: "Any of these types; one may be named without brackets." })
  type?: MediaType[] | null;

  @Field(() => [MediaProductType], { nullable: true, description: "Any of these." })
  productType?: MediaProductType[] | null;

  @Field(() => [String], { nullable: true, description: "Any of these hashtags, with or without #, in any case." })
  hashtag?: string[] | null;

  @Field(() => [String], { nullable: true, description: "None of these hashtags." })
  withoutHashtag?: string[] | null;

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

  @Field(() => ID, { nullable: true, description: "The id of the last post already held." })
  after?: string | null;
}

@ArgsType()
export class FeedArgs extends MediaArgs {
  @Field(() => [ID], { nullable: true, description: "Only posts of these accounts." })
  accountIds?: string[] | null;

  @Field(() => [String], {
    nullable: true,
    description: "Only posts of the accounts with these usernames, in any case.",
  })
  usernames?: string[] | null;
}
