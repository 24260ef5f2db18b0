import { sql } from "drizzle-orm";
import { bigserial, index, integer, pgTable, text } from "drizzle-orm/pg-core";
import { instant } from "./columns.js";

/** Who did what to which account, when, and the result. Append-only, without secrets and names. */
export const events = pgTable(
  "events",
  {
    id: bigserial("id", { mode: "number" }).primaryKey(),
    at: instant("at").notNull(),
    /** `system`, `operator:<id>`, `key:<id>`, `owner:<account id>` or `browser`. */
    actor: text("actor").notNull(),
    action: text("action").$type<EventAction>().notNull(),
    accountId: text("account_id"),
    /** Darkroom's id of a key, link, operator or job, or Instagram's of a post. */
    subject: text("subject"),
    outcome: text("outcome").notNull(),
    instagramCode: integer("instagram_code"),
    instagramSubcode: integer("instagram_subcode"),
    traceId: text("trace_id"),
  },
  (t) => {
    // As plain `desc` sorts: drizzle's default is `nulls last`, which serves no `order by … desc`.
    const newest = [t.at.desc().nullsFirst(), t.id.desc().nullsFirst()] as const;
    return [
      index("events_newest_idx").on(...newest),
      index("events_account_idx").on(t.accountId, ...newest),
      index("events_action_idx").on(t.action, ...newest),
      index("events_people_idx")
        .on(...newest)
        .where(sql`${t.actor} <> 'system'`),
      index("events_failed_idx")
        .on(...newest)
        .where(sql`${t.outcome} <> 'ok'`),
    ];
  },
);

export type EventRow = typeof events.$inferSelect;
export type NewEventRow = typeof events.$inferInsert;

export const EventAction = {
  ACCOUNT_CONNECTED: "account.connected",
  ACCOUNT_RECONNECTED: "account.reconnected",
  ACCOUNT_IMPORTED: "account.imported",
  ACCOUNT_DISCONNECTED: "account.disconnected",
  ACCOUNT_ERASED: "account.erased",
  ACCOUNT_DEAUTHORIZED: "account.deauthorized",
  ACCOUNT_UPDATED: "account.updated",
  ACCOUNT_PAUSED: "account.paused",
  ACCOUNT_RESUMED: "account.resumed",
  ACCOUNT_SNOOZED: "account.snoozed",
  TOKEN_REFRESHED: "token.refreshed",
  TOKEN_FAILED: "token.failed",
  SYNC_FAILED: "sync.failed",
  MEDIA_HIDDEN: "media.hidden",
  MEDIA_SHOWN: "media.shown",
  FEED_CREATED: "feed.created",
  FEED_UPDATED: "feed.updated",
  FEED_RESTORED: "feed.restored",
  FEED_REMOVED: "feed.removed",
  FEED_DECIDED: "feed.decided",
  FEED_PINNED: "feed.pinned",
  FEED_UNPINNED: "feed.unpinned",
  KEY_CREATED: "key.created",
  KEY_UPDATED: "key.updated",
  KEY_REVOKED: "key.revoked",
  LINK_CREATED: "link.created",
  LINK_REVOKED: "link.revoked",
  JOB_STARTED: "job.started",
  JOB_CANCELLED: "job.cancelled",
  OPERATOR_ADDED: "operator.added",
  OPERATOR_PASSWORD_SET: "operator.password_set",
  OPERATOR_REMOVED: "operator.removed",
  OPERATOR_SIGNED_IN: "operator.signed_in",
  OWNER_LOGGED_IN: "owner.logged_in",
  OWNER_DATA_EXPORTED: "owner.data_exported",
  SECRETS_ROTATED: "secrets.rotated",
  TEST_ALERT_SENT: "alert.tested",
  SANDBOX_ERASED: "sandbox.erased",
  ERASURE_REQUESTED: "erasure.requested",
  CALLBACK_REJECTED: "callback.rejected",
} as const;
export type EventAction = (typeof EventAction)[keyof typeof EventAction];

export const EventOutcome = { OK: "OK", FAILED: "FAILED" } as const;
export type EventOutcome = keyof typeof EventOutcome;

export const ActorKind = {
  SYSTEM: "SYSTEM",
  OPERATOR: "OPERATOR",
  CLIENT: "CLIENT",
  OWNER: "OWNER",
  ANONYMOUS: "ANONYMOUS",
} as const;
export type ActorKind = keyof typeof ActorKind;
