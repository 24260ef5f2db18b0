import { Field, ID, InputType, Int } from "type-graphql";
import { FeedLayout, FeedMode, FeedOrder, FeedRuleAction } from "../db/schema/feeds.js";
import { FeedMatch } from "./feed-match.js";

@InputType({ description: "A source of a feed: an account or a tag of accounts, not both." })
export class FeedSourceInput {
  @Field(() => ID, { nullable: true, description: "One account." })
  accountId?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "Every account with this tag, including those that get it later.",
  })
  tag?: string | null;
}

@InputType({ description: "A rule of a feed." })
export class FeedRuleInput {
  @Field(() => FeedRuleAction, { description: "What it does with a post that it matches." })
  action!: FeedRuleAction;

  @Field(() => String, { nullable: true, description: "What operators call it, at most 200 characters." })
  label?: string | null;

  @Field(() => FeedMatch, { description: "Which posts it matches." })
  match!: FeedMatch;
}

@InputType({
  description:
    "A feed's settings. A new feed needs `slug`, `title` and `sources`; without `rules` it leaves out reels that owners keep off their profile. In a change, an omitted field stays, and a list replaces the whole list.",
})
export class FeedInput {
  @Field(() => String, { nullable: true, description: "Its address: a-z, 0-9 and hyphens, at most 60; unique." })
  slug?: string | null;

  @Field(() => String, { nullable: true, description: "What operators call it, at most 200 characters." })
  title?: string | null;

  @Field(() => FeedMode, {
    nullable: true,
    description: "Which posts it shows without a decision; PUBLISH for a new feed.",
  })
  mode?: FeedMode | null;

  @Field(() => FeedOrder, { nullable: true, description: "The order of its posts; NEWEST for a new feed." })
  orderBy?: FeedOrder | null;

  @Field(() => Int, { nullable: true, description: "How many posts it shows, 1 to 100; 25 for a new feed." })
  size?: number | null;

  @Field(() => Int, {
    nullable: true,
    description: "At most so many posts of one account, 1 to 100; null: any number.",
  })
  perAccountMax?: number | null;

  @Field(() => [FeedSourceInput], { nullable: true, description: "Its accounts, at most 50 sources." })
  sources?: FeedSourceInput[] | null;

  @Field(() => [FeedRuleInput], { nullable: true, description: "Its rules in order, at most 50." })
  rules?: FeedRuleInput[] | null;

  @Field(() => FeedRuleAction, {
    nullable: true,
    description: "What becomes of a post that no rule matches; INCLUDE for a new feed.",
  })
  otherwise?: FeedRuleAction | null;

  @Field(() => FeedLayout, {
    nullable: true,
    description: "How sites that embed it show it, unless they name another layout; GRID for a new feed.",
  })
  layout?: FeedLayout | null;
}
