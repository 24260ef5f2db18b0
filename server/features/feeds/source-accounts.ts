import type { BatchLoader } from "../../request-context.js";
import { type FeedRow, readAccountsWithin } from "../feed/read-accounts.js";
import type { AccountSelection } from "../feed/selection.js";
import { feedScopeOf } from "./feed-scope.js";

/**
 * The accounts of a feed that the viewer may read, also where the viewer may not read them otherwise. Their lists of posts
 * are read apart, by what the viewer may read.
 */
export function sourceAccountLoader(selection: AccountSelection, path: string): BatchLoader<string, FeedRow | null> {
  return {
    name: `source:${path}`,
    async load({ app, viewer }, ids) {
      const { accessScope } = feedScopeOf(viewer, app.config);
      const rows = await readAccountsWithin(app, accessScope, { ids, selection: { ...selection, lists: [] } });
      const byId = new Map(rows.map((row) => [row.id, row]));
      return ids.map((id) => byId.get(id) ?? null);
    },
  };
}
