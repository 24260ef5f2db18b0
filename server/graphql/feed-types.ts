import { Field, ID, Int, ObjectType, registerEnumType } from "type-graphql";
import { FeedDecision, FeedLayout, FeedMode, FeedOrder, FeedRuleAction } from "../db/schema/feeds.js";
import { FeedVerdict } from "../features/feeds/explain-post.js";
import { FeedMatch } from "./feed-match.js";
import { PageInfo } from "./media-types.js";

registerEnumType(FeedMode, {
  name: "FeedMode",
  description: "Which posts a feed shows without a decision.",
  valuesConfig: {
    PUBLISH: { description: "Every post that passes the rules." },
    REVIEW: { description: "None: only posts that an operator decided to SHOW, or pinned." },
  },
});

registerEnumType(FeedOrder, {
  name: "FeedOrder",
  description: "The order of a feed's posts.",
  valuesConfig: {
    NEWEST: { description: "Newest first." },
    OLDEST: { description: "Oldest first." },
    MOST_LIKED: { description: "Most likes first; unknown counts last, ties newest first." },
    SPREAD: { description: "The accounts take turns in the order of the sources, each with its newest first." },
  },
});

registerEnumType(FeedRuleAction, {
  name: "FeedRuleAction",
  description: "What a rule does with a post that it matches.",
  valuesConfig: {
    INCLUDE: { description: "The post passes." },
    EXCLUDE: { description: "The post stays out." },
  },
});

registerEnumType(FeedLayout, {
  name: "FeedLayout",
  description: "How a site shows a feed that it embeds.",
  valuesConfig: {
    GRID: { description: "Square pictures in columns." },
    LIST: { description: "One below the other, each a small picture with its caption." },
    ROW: { description: "Side by side in one line that scrolls." },
  },
});

registerEnumType(FeedDecision, {
  name: "FeedDecision",
  description: "What an operator decides for a post in one feed.",
  valuesConfig: {
    SHOW: { description: "The post passes, whatever the rules say." },
    HIDE: { description: "The post stays out, and loses its pin." },
    UNDECIDED: { description: "The rules decide again." },
  },
});

registerEnumType(FeedVerdict, {
  name: "FeedVerdict",
  description: "Why a post is, or is not, in a feed: the first reason that applies, in this order.",
  valuesConfig: {
    UNAVAILABLE: { description: "It is not stored, no longer at Instagram, or hidden everywhere." },
    NOT_IN_SOURCES: { description: "Its account is not among the feed's sources." },
    HIDDEN: { description: "An operator hid it in this feed." },
    DUPLICATE: { description: "The feed shows the same post for another account that shares it." },
    EXCLUDED: { description: "A rule, or `otherwise`, leaves it out." },
    WAITING: { description: "It waits for a decision in a feed with mode REVIEW." },
    BEYOND_LIMIT: { description: "It passes, but `size` or `perAccountMax` is reached." },
    SHOWN: { description: "It is in the feed." },
  },
});

@ObjectType({
  description: "A curated list of posts of several accounts: a function of stored posts, rules and decisions.",
})
export class Feed {
  @Field(() => ID, { description: "Darkroom's id; stays when the slug changes." })
  id!: string;

  @Field(() => String, { description: "Its address: a-z, 0-9 and hyphens, at most 60; unique." })
  slug!: string;

  @Field(() => String, { description: "What operators call it." })
  title!: string;

  @Field(() => FeedMode, { description: "Which posts it shows without a decision." })
  mode!: FeedMode;

  @Field(() => FeedOrder, { description: "The order of its posts; pins keep their place." })
  orderBy!: FeedOrder;

  @Field(() => Int, { description: "How many posts it shows, 1 to 100; always filled while posts that pass exist." })
  size!: number;

  @Field(() => Int, { nullable: true, description: "At most so many posts of one account; null: as many as come." })
  perAccountMax!: number | null;

  @Field(() => FeedRuleAction, { description: "What becomes of a post that no rule matches." })
  otherwise!: FeedRuleAction;

  @Field(() => FeedLayout, { description: "How sites that embed it show it, unless they name another layout." })
  layout!: FeedLayout;

  @Field(() => Int, { description: "The number of its newest version; grows with each change of its settings." })
  version!: number;

  @Field(() => Date, { description: "When it was created." })
  createdAt!: Date;

  @Field(() => Date, { description: "When its settings last changed." })
  updatedAt!: Date;
}

@ObjectType({ description: "Either one account, or every account with a tag, including those that get it later." })
export class FeedSource {
  @Field(() => String, { nullable: true, description: "The tag; null for an account, and to those who see no tags." })
  tag!: string | null;
}

@ObjectType({ simpleResolvers: true, description: "One rule of a feed. The first that matches a post decides." })
export class FeedRule {
  @Field(() => ID, { description: "Stays while the rule does not change." })
  id!: string;

  @Field(() => FeedRuleAction, { description: "What it does with a post that it matches." })
  action!: FeedRuleAction;

  @Field(() => String, { nullable: true, description: "What operators call it." })
  label!: string | null;

  @Field(() => FeedMatch, { description: "Which posts it matches." })
  match!: FeedMatch;
}

@ObjectType({ simpleResolvers: true, description: "A post that a feed holds at a place." })
export class FeedPin {
  @Field(() => Int, { description: "The place, from 1. Of two pins with one place, the later one has it." })
  place!: number;

  @Field(() => Date, { nullable: true, description: "When the pin ends; null: until somebody unpins the post." })
  until!: Date | null;

  @Field(() => Date, { description: "When the post was pinned." })
  pinnedAt!: Date;
}

@ObjectType({ simpleResolvers: true, description: "A post at its place in a feed." })
export class FeedPost {
  @Field(() => Int, { description: "Its place, from 1." })
  place!: number;

  @Field(() => Boolean, { description: "Whether an operator pinned it there." })
  pinned!: boolean;
}

@ObjectType({ simpleResolvers: true, description: "A post of a feed with its cursor." })
export class FeedPostEdge {
  @Field(() => String, {
    description: "The position, for the next page's `after`. Valid even after the post has left.",
  })
  cursor!: string;

  @Field(() => FeedPost, { description: "The post." })
  node!: FeedPost;
}

@ObjectType({ simpleResolvers: true, description: "One page of a feed's posts." })
export class FeedPostConnection {
  @Field(() => [FeedPostEdge], { description: "The posts of this page with their cursors." })
  edges!: FeedPostEdge[];

  @Field(() => [FeedPost], { description: "The posts of this page." })
  nodes!: FeedPost[];

  @Field(() => PageInfo, { description: "The position of this page in the feed." })
  pageInfo!: PageInfo;

  @Field(() => Int, { description: "The number of posts that the feed shows, at most `size`." })
  totalCount!: number;
}

@ObjectType({ simpleResolvers: true, description: "How many stored posts of a feed's accounts get which verdict." })
export class FeedCounts {
  @Field(() => Int, { description: "Posts in the feed." })
  shown!: number;

  @Field(() => Int, { description: "Posts that wait for a decision, in a feed with mode REVIEW." })
  waiting!: number;

  @Field(() => Int, { description: "Posts that a rule, or `otherwise`, leaves out." })
  excluded!: number;

  @Field(() => Int, { description: "Posts that an operator hid in this feed." })
  hidden!: number;

  @Field(() => Int, { description: "Posts that pass, beyond `size` or `perAccountMax`." })
  beyondLimit!: number;
}

@ObjectType({ simpleResolvers: true, description: "One version of a feed's settings." })
export class FeedVersion {
  @Field(() => Int, { description: "Its number, from 1." })
  version!: number;

  @Field(() => Date, { description: "When the settings became this." })
  at!: Date;

  @Field(() => String, { description: "Who changed them: an operator's e-mail or name, a key's name, or `system`." })
  by!: string;

  @Field(() => String, { description: "What changed, in words." })
  summary!: string;
}

@ObjectType({ description: "One page of feeds, newest first." })
export class FeedList {
  @Field(() => [Feed], { description: "The feeds of this page." })
  nodes!: Feed[];
}

@ObjectType({ description: "Why a post is, or is not, in a feed." })
export class FeedExplanation {
  @Field(() => FeedVerdict, { description: "The first reason that applies." })
  verdict!: FeedVerdict;

  @Field(() => String, { description: "The reason in one sentence for a person." })
  text!: string;

  @Field(() => Int, { nullable: true, description: "The post's place; null unless it is SHOWN." })
  place!: number | null;

  @Field(() => FeedDecision, { description: "What an operator decided for the post in this feed." })
  decision!: FeedDecision;

  @Field(() => FeedRule, { nullable: true, description: "The rule that excludes it; null for `otherwise`." })
  rule!: FeedRule | null;
}

@ObjectType({ description: "What a change of a feed would do." })
export class FeedPreview {
  @Field(() => String, { description: "What the settings would change, in words." })
  summary!: string;
}
