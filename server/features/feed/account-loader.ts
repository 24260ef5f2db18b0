import type { BatchLoader } from "../../request-context.js";
import { type FeedRow, readAccountsById } from "./read-accounts.js";
import type { AccountSelection } from "./selection.js";

/**
 * Accounts that something else names by id, such as a key: the batch for all of one answer, one statement. Null for one
 * that the viewer may not see. `path` tells two places of one query apart that select differently.
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
