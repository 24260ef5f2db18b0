import type { AppContext } from "../../app-context.js";
import { SYSTEM } from "../../viewer.js";
import { eraseAccount } from "./erase-account.js";
import { selectPendingErasures, settleGone } from "./erasure-store.js";
import { finishErasures } from "./finish-erasures.js";

/** More wait for the next run, some seconds later. */
const ERASURES_MAX = 1_000;

/**
 * Completes pending erasures, oldest first, then deletes their files. A failure does not stop the others. Processes may
 * run it concurrently: the lock on the account's row decides.
 * @throws the first failure, at the end
 */
export async function processErasures(app: AppContext, signal: AbortSignal): Promise<void> {
  const failures: unknown[] = [];
  for (const { id, accountId, reason } of await selectPendingErasures(app.db, ERASURES_MAX)) {
    if (signal.aborted) return;
    try {
      const receipt = accountId === null ? null : await eraseAccount(app, accountId, { by: SYSTEM, reason });
      if (!receipt) await settleGone(app.db, id, app.clock.now());
    } catch (error) {
      failures.push(error);
    }
  }
  await finishErasures(app, signal);
  if (failures.length > 0) throw failures[0];
}
