import { bigserial, index, integer, pgTable, text } from "drizzle-orm/pg-core";
import { instant } from "../lib/columns.js";

/** Who did what to which account, when, and what came of it; append-only, without secrets and without names. */
export const events = pgTable(
  "events",
  {
    id: bigserial("id", { mode: "number" }).primaryKey(),
    at: instant("at").notNull(),
    /** `machine`, `operator:<id>`, `key:<id>`, `owner:<account id>` or `browser`. */
    actor: text("actor").notNull(),
    action: text("action").notNull(),
    /** Ours; it may belong to an account that is gone. */
    accountId: text("account_id"),
    /** `ok`, or the cause of the failure. */
    outcome: text("outcome").notNull(),
    instagramCode: integer("instagram_code"),
    instagramSubcode: integer("instagram_subcode"),
    traceId: text("trace_id"),
  },
  (t) => [index("events_account_idx").on(t.accountId, t.id.desc()), index("events_at_idx").on(t.at)],
);

export type NewEventRow = typeof events.$inferInsert;
