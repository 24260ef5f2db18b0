import { boolean, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import { accounts } from "./accounts.js";
import { apiKeys } from "./api-keys.js";
import { instant } from "./columns.js";

/** The curated feeds, each with its newest settings. */
export const feeds = pgTable(
  "feeds",
  {
    id: text("id").primaryKey(),
    /** A sandbox feed shows sandbox accounts, and exists only on a sandbox server. */
    sandbox: boolean("sandbox").notNull(),
    slug: text("slug").notNull(),
    settings: jsonb("settings").$type<FeedSettings>().notNull(),
    /** Grows with each change of the settings. */
    version: integer("version").notNull(),
    createdAt: instant("created_at").notNull(),
    updatedAt: instant("updated_at").notNull(),
  },
  (t) => [uniqueIndex("feeds_slug_idx").on(t.sandbox, t.slug), index("feeds_created_idx").on(t.createdAt, t.id)],
);

/** Former slugs, by which a feed is still found until another feed takes the slug. */
export const feedSlugs = pgTable(
  "feed_slugs",
  {
    sandbox: boolean("sandbox").notNull(),
    slug: text("slug").notNull(),
    feedId: text("feed_id")
      .notNull()
      .references(() => feeds.id, { onDelete: "cascade" }),
  },
  (t) => [primaryKey({ columns: [t.sandbox, t.slug] }), index("feed_slugs_feed_idx").on(t.feedId)],
);

/** The settings of each version, with who changed what. */
export const feedVersions = pgTable(
  "feed_versions",
  {
    feedId: text("feed_id")
      .notNull()
      .references(() => feeds.id, { onDelete: "cascade" }),
    version: integer("version").notNull(),
    settings: jsonb("settings").$type<FeedSettings>().notNull(),
    at: instant("at").notNull(),
    /** As in the audit log, such as `operator:<id>`. */
    actor: text("actor").notNull(),
    summary: text("summary").notNull(),
  },
  (t) => [primaryKey({ columns: [t.feedId, t.version] })],
);

/**
 * What an operator decided for a post in one feed: one row for each stored copy of the post. A later copy is recognised
 * by its id or shortcode.
 */
export const feedDecisions = pgTable(
  "feed_decisions",
  {
    accountId: text("account_id")
      .notNull()
      .references(() => accounts.id, { onDelete: "cascade" }),
    feedId: text("feed_id")
      .notNull()
      .references(() => feeds.id, { onDelete: "cascade" }),
    mediaId: text("media_id").notNull(),
    shortcode: text("shortcode"),
    /** True for SHOW, false for HIDE. */
    isShown: boolean("is_shown").notNull(),
    decidedAt: instant("decided_at").notNull(),
    decidedBy: text("decided_by").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.feedId, t.mediaId] }),
    index("feed_decisions_feed_idx").on(t.feedId, t.isShown),
  ],
);

/** The posts that a feed holds at a place, one row a post. */
export const feedPins = pgTable(
  "feed_pins",
  {
    accountId: text("account_id")
      .notNull()
      .references(() => accounts.id, { onDelete: "cascade" }),
    feedId: text("feed_id")
      .notNull()
      .references(() => feeds.id, { onDelete: "cascade" }),
    mediaId: text("media_id").notNull(),
    shortcode: text("shortcode"),
    /** From 1. Of two pins with one place, the later has it. */
    place: integer("place").notNull(),
    /** Null: until it is unpinned. */
    until: instant("until"),
    pinnedAt: instant("pinned_at").notNull(),
    pinnedBy: text("pinned_by").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.feedId, t.mediaId] }),
    index("feed_pins_feed_idx").on(t.feedId, t.place),
  ],
);

/** The feeds that an API key may read. */
export const apiKeyFeeds = pgTable(
  "api_key_feeds",
  {
    keyId: text("key_id")
      .notNull()
      .references(() => apiKeys.id, { onDelete: "cascade" }),
    feedId: text("feed_id")
      .notNull()
      .references(() => feeds.id, { onDelete: "cascade" }),
  },
  (t) => [primaryKey({ columns: [t.keyId, t.feedId] }), index("api_key_feeds_feed_idx").on(t.feedId)],
);

export const FeedMode = { PUBLISH: "PUBLISH", REVIEW: "REVIEW" } as const;
export type FeedMode = keyof typeof FeedMode;

export const FeedOrder = { NEWEST: "NEWEST", OLDEST: "OLDEST", MOST_LIKED: "MOST_LIKED", SPREAD: "SPREAD" } as const;
export type FeedOrder = keyof typeof FeedOrder;

export const FeedRuleAction = { INCLUDE: "INCLUDE", EXCLUDE: "EXCLUDE" } as const;
export type FeedRuleAction = keyof typeof FeedRuleAction;

export const FeedLayout = { GRID: "GRID", LIST: "LIST", ROW: "ROW" } as const;
export type FeedLayout = keyof typeof FeedLayout;

export const FeedDecision = { SHOW: "SHOW", HIDE: "HIDE", UNDECIDED: "UNDECIDED" } as const;
export type FeedDecision = keyof typeof FeedDecision;

/** What one version says: which posts a feed shows, and in which order. */
export interface FeedSettings {
  slug: string;
  title: string;
  mode: FeedMode;
  orderBy: FeedOrder;
  size: number;
  perAccountMax: number | null;
  sources: FeedSource[];
  rules: FeedRule[];
  otherwise: FeedRuleAction;
  /** How sites show it; absent for GRID. */
  layout?: FeedLayout;
}

/** One account, or every account with a tag. */
export type FeedSource = { accountId: string } | { tag: string };

export interface FeedRule {
  id: string;
  action: FeedRuleAction;
  label: string | null;
  match: FeedMatch;
}

/** Conditions; only the given ones are present. Texts are folded, instants ISO texts. */
export interface FeedMatch {
  accountIds?: string[];
  accountTags?: string[];
  type?: string[];
  productType?: string[];
  isSharedToFeed?: boolean;
  hashtag?: string[];
  mention?: string[];
  words?: string[];
  since?: string;
  until?: string;
  olderThan?: string;
  likesBelow?: number;
}

export type FeedRow = typeof feeds.$inferSelect;
export type FeedVersionRow = typeof feedVersions.$inferSelect;
export type FeedPinRow = typeof feedPins.$inferSelect;
export type FeedDecisionRow = typeof feedDecisions.$inferSelect;
