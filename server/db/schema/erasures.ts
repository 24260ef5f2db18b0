import { sql } from "drizzle-orm";
import { bigint, boolean, index, jsonb, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import { instant } from "../columns.js";

/**
 * Requests to erase an account, and the receipts of what was erased. A row names nobody: it holds our own id of the account,
 * which means nothing once the account is gone, but lets a restored backup be erased again.
 */
export const erasures = pgTable(
  "erasures",
  {
    id: text("id").primaryKey(),
    sandbox: boolean("sandbox").notNull(),
    /** Opens the status page; unguessable. */
    code: text("code").notNull(),
    reason: text("reason").$type<ErasureReason>().notNull(),
    state: text("state").$type<ErasureState>().notNull(),
    /** Who asked, as in the audit log. */
    actor: text("actor").notNull(),
    /** Ours; null where no account was found, or more than one. */
    accountId: text("account_id"),
    /** SHA-256 of the signature of Meta's request, so that a replay gets the same code. */
    requestHash: text("request_hash"),
    requestedAt: instant("requested_at").notNull(),
    /** When the rows were deleted. */
    erasedAt: instant("erased_at"),
    /** When the files were deleted too, or when it was found that there is nothing to erase. */
    finishedAt: instant("finished_at"),
    /** How many rows and files of each kind were deleted. */
    counts: jsonb("counts").$type<ErasedCounts>(),
    /** The last of `file_candidates` that the deletion left: its files are gone when all up to it are. */
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

/** Why an account was erased. */
export const ErasureReason = {
  OWNER: "OWNER",
  OPERATOR: "OPERATOR",
  CALLBACK: "CALLBACK",
  MAILED_LIST: "MAILED_LIST",
  RETENTION: "RETENTION",
} as const;
export type ErasureReason = keyof typeof ErasureReason;

/** PENDING: nothing is deleted yet. ERASED: the rows are, the files follow. AMBIGUOUS: more than one account is meant, so none was. */
export const ErasureState = {
  PENDING: "PENDING",
  ERASED: "ERASED",
  DONE: "DONE",
  NOT_FOUND: "NOT_FOUND",
  AMBIGUOUS: "AMBIGUOUS",
} as const;
export type ErasureState = keyof typeof ErasureState;

/** What an erasure deletes. */
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
