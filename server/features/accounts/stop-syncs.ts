import type { AppContext } from "../../app-context.js";
import type { FailureCause } from "../../instagram/errors.js";
import { unscheduleAccount } from "./store.js";

/** Schedules no further sync for an account whose token is lost; reconnecting schedules them again. */
export async function stopSyncs(app: AppContext, accountId: string, cause: FailureCause): Promise<void> {
  await unscheduleAccount(app.db, accountId, { at: app.clock.now(), cause });
}
