import type { AppContext } from "../../app-context.js";
import type { FailureCause } from "../../instagram/errors.js";
import { unscheduleAccount } from "./store.js";

export async function stopSyncs(app: AppContext, accountId: string, cause: FailureCause): Promise<void> {
  await unscheduleAccount(app.db, accountId, { at: app.clock.now(), cause });
}
