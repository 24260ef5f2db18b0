import { boolean, index, pgTable, text } from "drizzle-orm/pg-core";
import { instant } from "./columns.js";
import { connectLinks } from "./connect-links.js";

/** Started OAuth flows: one row per `state`, consumed by its first use. */
export const oauthStates = pgTable(
  "oauth_states",
  {
    /** SHA-256, so that a leaked table is useless. */
    hash: text("hash").primaryKey(),
    /** `operator:<id>`, `key:<id>` or `browser:<hash of its cookie>`. */
    initiatedBy: text("initiated_by").notNull(),
    /** LOGIN: the person logs in as an account's owner. */
    purpose: text("purpose").$type<StatePurpose>().notNull().default("CONNECT"),
    redirectUri: text("redirect_uri").notNull(),
    /** The only account that may complete the flow; null for any. A deleted account's states stay; they are harmless. */
    accountId: text("account_id"),
    reference: text("reference"),
    linkId: text("link_id").references(() => connectLinks.id, { onDelete: "cascade" }),
    sandbox: boolean("sandbox").notNull(),
    expiresAt: instant("expires_at").notNull(),
    consumedAt: instant("consumed_at"),
  },
  (t) => [index("oauth_states_expires_idx").on(t.expiresAt)],
);

export type OauthStateRow = typeof oauthStates.$inferSelect;

export type StatePurpose = "CONNECT" | "LOGIN";
