import type { AppContext } from "../../app-context.js";
import type { SyncRunRow } from "../../db/schema/sync-runs.js";
import { DAY_MS } from "../../lib/clock.js";
import type { BatchLoader } from "../../request-context.js";
import { selectLastOutcomes, selectProgressOf, selectRunsOf } from "./run-store.js";

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

const RUNS = 20;

export async function recentRuns(app: AppContext): Promise<Pick<SyncRunRow, "outcome" | "cause" | "startedAt">[]> {
  const since = new Date(app.clock.now().getTime() - DAY_MS);
  return await selectLastOutcomes(app.db, { sandbox: app.config.mode === "sandbox", since, limit: RUNS });
}

export interface ProgressView {
  running: boolean;
  startedAt: Date | null;
  full: boolean | null;
  pageCount: number;
  postCount: number;
}

/** Whether each account is being synced, and the progress: one statement a response. */
export const accountProgress: BatchLoader<string, ProgressView> = {
  name: "syncProgress",
  async load({ app }, accountIds) {
    const held = new Map((await selectProgressOf(app.db, accountIds)).map((row) => [row.accountId, row.progress]));
    return accountIds.map((id) => {
      const { startedAt = null, full = null, pageCount = 0, postCount = 0 } = held.get(id) ?? {};
      return { running: held.has(id), startedAt, full, pageCount, postCount };
    });
  },
};
