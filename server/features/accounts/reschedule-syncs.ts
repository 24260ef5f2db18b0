import type { AppContext } from "../../app-context.js";
import type { FailureCause } from "../../instagram/errors.js";
import { rescheduleAccounts } from "./store.js";

/** Schedules a sync for accounts without one: their tokens were wrongly considered revoked. */
export async function rescheduleSyncs(
  app: AppContext,
  accountIds: readonly string[],
  { at, cause }: { at: Date; cause?: FailureCause },
): Promise<void> {
  await rescheduleAccounts(app.db, accountIds, { at, cause });
}
