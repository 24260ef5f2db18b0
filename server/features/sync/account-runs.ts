import type { SyncRunRow } from "../../db/schema/sync-runs.js";
import type { BatchLoader } from "../../request-context.js";
import { selectRunsOf } from "./run-store.js";

/** The newest syncs of each account: the batch for all accounts of one answer, one statement. */
export function accountRuns(first: number): BatchLoader<string, SyncRunRow[]> {
  return {
    name: `syncRuns:${first}`,
    async load({ app }, accountIds) {
      const rows = await selectRunsOf(app.db, { accountIds, limit: first });
      const byAccount = new Map<string, SyncRunRow[]>();
      for (const row of rows) byAccount.set(row.accountId, [...(byAccount.get(row.accountId) ?? []), row]);
      return accountIds.map((id) => byAccount.get(id) ?? []);
    },
  };
}
