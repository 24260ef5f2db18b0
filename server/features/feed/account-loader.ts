import type { BatchLoader } from "../../request-context.js";
import { type FeedRow, readAccountsById } from "./read-accounts.js";
import type { AccountSelection } from "./selection.js";

/**
 * Accounts by id, such as of a key: one statement a response. Null for accounts that the viewer may not see. `path` separates
 * two places of a query with different selections.
 */
export function accountLoader(selection: AccountSelection, path: string): BatchLoader<string, FeedRow | null> {
  return {
    name: `account:${path}`,
    async load({ app, viewer }, ids) {
      const rows = await readAccountsById(app, viewer, { ids, selection });
      const byId = new Map(rows.map((row) => [row.id, row]));
      return ids.map((id) => byId.get(id) ?? null);
    },
  };
}
