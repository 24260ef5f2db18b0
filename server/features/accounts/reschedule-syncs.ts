import type { AppContext } from "../../app-context.js";
import type { FailureCause } from "../../instagram/errors.js";
import { rescheduleAccounts } from "./store.js";

/**
 * Plans a sync of these accounts, where none was planned because their tokens were believed to be lost. With a cause, their
 * last sync failed for that, not for what was believed.
 */
export async function rescheduleSyncs(
  app: AppContext,
  accountIds: readonly string[],
  { at, cause }: { at: Date; cause?: FailureCause },
): Promise<void> {
  await rescheduleAccounts(app.db, accountIds, { at, cause });
}
