import { boolean, index, pgTable, text } from "drizzle-orm/pg-core";
import { instant } from "../columns.js";
import { connectLinks } from "./connect-links.js";

/** Handshakes that were begun: one row a `state`, spent by the first who presents it. */
export const oauthStates = pgTable(
  "oauth_states",
  {
    /** SHA-256 of the state, so that a copy of the table opens nothing. */
    hash: text("hash").primaryKey(),
    /** Who began: `operator:<id>`, `key:<id>` or `browser:<hash of its cookie>`. */
    initiatedBy: text("initiated_by").notNull(),
    redirectUri: text("redirect_uri").notNull(),
    /** Only this account may come back; null: any. Gone accounts leave their states behind, harmlessly. */
    accountId: text("account_id"),
    reference: text("reference"),
    /** The connect link that it was begun with, spent when it succeeds. */
    linkId: text("link_id").references(() => connectLinks.id, { onDelete: "cascade" }),
    sandbox: boolean("sandbox").notNull(),
    expiresAt: instant("expires_at").notNull(),
    consumedAt: instant("consumed_at"),
  },
  (t) => [index("oauth_states_expires_idx").on(t.expiresAt)],
);

export type OauthStateRow = typeof oauthStates.$inferSelect;
