import type { AppContext } from "../../app-context.js";
import type { SyncRunRow } from "../../db/schema/sync-runs.js";
import { DAY_MS } from "../../lib/clock.js";
import { selectLastOutcomes } from "./run-store.js";

const RUNS = 20;

/** What the last syncs of this day ended with, newest first. */
export async function recentRuns(app: AppContext): Promise<Pick<SyncRunRow, "outcome" | "cause" | "startedAt">[]> {
  const since = new Date(app.clock.now().getTime() - DAY_MS);
  return await selectLastOutcomes(app.db, { sandbox: app.config.mode === "sandbox", since, limit: RUNS });
}
