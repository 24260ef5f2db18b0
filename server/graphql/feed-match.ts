import { Field, ID, InputType, Int, ObjectType } from "type-graphql";
import { MediaProductType, MediaType } from "../db/schema/media.js";

const DESCRIPTION =
  "The conditions of a rule, at least one. Each that is given must hold; of a list, one value is enough.";

/** One class for a rule's conditions as they are given and as they are returned. */
@ObjectType({ simpleResolvers: true, description: DESCRIPTION })
@InputType("FeedMatchInput", { description: DESCRIPTION })
export class FeedMatch {
  @Field(() => [ID], { nullable: true, description: "Posts of these accounts." })
  accountIds?: string[] | null;

  @Field(() => [String], { nullable: true, description: "Posts of accounts with one of these tags." })
  accountTags?: string[] | null;

  @Field(() => [MediaType], { nullable: true, description: "Posts of these types." })
  type?: MediaType[] | null;

  @Field(() => [MediaProductType], { nullable: true, description: "Posts of these product types." })
  productType?: MediaProductType[] | null;

  @Field(() => Boolean, {
    nullable: true,
    description: "`false`: reels that the owner keeps off the profile grid. `true`: all others.",
  })
  isSharedToFeed?: boolean | null;

  @Field(() => [String], {
    nullable: true,
    description: "Posts with one of these hashtags. They are returned folded, without #.",
  })
  hashtag?: string[] | null;

  @Field(() => [String], {
    nullable: true,
    description: "Posts that mention one of these usernames. They are returned without @.",
  })
  mention?: string[] | null;

  @Field(() => [String], {
    nullable: true,
    description: "Posts whose caption has one of these whole words or phrases, also as a hashtag. Case is ignored.",
  })
  words?: string[] | null;

  @Field(() => Date, { nullable: true, description: "Posts published at this instant or later." })
  since?: Date | null;

  @Field(() => Date, { nullable: true, description: "Posts published before this instant." })
  until?: Date | null;

  @Field(() => String, {
    nullable: true,
    description: "Posts older than this: a number and s, m, h or d, such as 90d.",
  })
  olderThan?: string | null;

  @Field(() => Int, { nullable: true, description: "Posts with fewer likes; a post without a count is not below any." })
  likesBelow?: number | null;
}
