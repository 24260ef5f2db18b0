import { sql } from "drizzle-orm";
import { bigint, boolean, index, jsonb, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import { instant } from "./columns.js";

/** Requests and receipts. Our id of an erased account identifies nobody, but erases it again in a restored backup. */
export const erasures = pgTable(
  "erasures",
  {
    id: text("id").primaryKey(),
    sandbox: boolean("sandbox").notNull(),
    code: text("code").notNull(),
    reason: text("reason").$type<ErasureReason>().notNull(),
    state: text("state").$type<ErasureState>().notNull(),
    actor: text("actor").notNull(),
    /** Ours; null where none was found, or several. */
    accountId: text("account_id"),
    /** SHA-256 of the signature of Meta's request, so that a replay gets the same code. */
    requestHash: text("request_hash"),
    requestedAt: instant("requested_at").notNull(),
    erasedAt: instant("erased_at"),
    /** Rows and files; or nothing was found to erase. */
    finishedAt: instant("finished_at"),
    counts: jsonb("counts").$type<ErasedCounts>(),
    /** The last of `file_candidates` from the deletion: its files are gone when all up to it are. */
    candidateMax: bigint("candidate_max", { mode: "number" }),
  },
  (t) => [
    uniqueIndex("erasures_code_idx").on(t.code),
    uniqueIndex("erasures_request_idx").on(t.requestHash).where(sql`${t.requestHash} is not null`),
    index("erasures_open_idx").on(t.requestedAt).where(sql`${t.finishedAt} is null`),
    index("erasures_newest_idx").on(t.requestedAt.desc().nullsFirst(), t.id.desc().nullsFirst()),
    index("erasures_account_idx").on(t.accountId),
  ],
);

export type ErasureRow = typeof erasures.$inferSelect;

export const ErasureReason = {
  OWNER: "OWNER",
  OPERATOR: "OPERATOR",
  CALLBACK: "CALLBACK",
  MAILED_LIST: "MAILED_LIST",
  RETENTION: "RETENTION",
} as const;
export type ErasureReason = keyof typeof ErasureReason;

/**
 * PENDING: nothing is deleted yet. ERASED: the rows are, the files follow. AMBIGUOUS: several accounts match, so none
 * was erased.
 */
export const ErasureState = {
  PENDING: "PENDING",
  ERASED: "ERASED",
  DONE: "DONE",
  NOT_FOUND: "NOT_FOUND",
  AMBIGUOUS: "AMBIGUOUS",
} as const;
export type ErasureState = keyof typeof ErasureState;

export const ErasedKind = {
  ACCOUNTS: "ACCOUNTS",
  TOKENS: "TOKENS",
  POSTS: "POSTS",
  PICTURES: "PICTURES",
  FILES: "FILES",
  SYNC_RUNS: "SYNC_RUNS",
  ALERTS: "ALERTS",
  MESSAGES: "MESSAGES",
  CONNECT_LINKS: "CONNECT_LINKS",
  OAUTH_STATES: "OAUTH_STATES",
  KEY_GRANTS: "KEY_GRANTS",
  JOB_ITEMS: "JOB_ITEMS",
  AUDIT_DETAILS: "AUDIT_DETAILS",
} as const;
export type ErasedKind = keyof typeof ErasedKind;

export type ErasedCounts = Partial<Record<ErasedKind, number>>;
