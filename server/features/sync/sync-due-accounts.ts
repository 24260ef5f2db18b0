import type { AppContext } from "../../app-context.js";
import type { AccountRow } from "../../db/schema/accounts.js";
import { isBlockedCall } from "../../instagram/to-api-error.js";
import { ApiError } from "../../lib/errors.js";
import { processDueRows } from "../../lib/process-due-rows.js";
import { SYSTEM } from "../../viewer.js";
import { waitForCapacity } from "../rate-limits/read-circuit.js";
import { recheckRevocations } from "../tokens/recheck-revocations.js";
import { claimDueSyncs, releaseSyncs } from "./store.js";
import { syncClaimed } from "./sync-account.js";

/** Concurrent accounts of one process: at two calls of half a second, 20,000 in an hour and a half. */
const WIDTH = 4;
const ACCOUNTS_MAX = 10_000;

/**
 * Syncs due accounts, several at once, until none is left, calls are blocked, or the signal fires: a full sync where due,
 * otherwise an incremental one. A failed or slow account never stops the others. Processes may run it concurrently.
 */
export async function syncDueAccounts(
  app: AppContext,
  signal: AbortSignal,
): Promise<{ doneCount: number; failedCount: number }> {
  const scope = { sandbox: app.config.mode === "sandbox", appId: app.config.instagram.appId };
  const count = { doneCount: 0, failedCount: 0 };
  await recheckRevocations(app);
  await processDueRows<AccountRow>(
    {
      concurrency: () => waitForCapacity(app, { width: WIDTH, signal }),
      claim: (limit) => claimDueSyncs(app.db, scope, { now: app.clock.now(), limit }),
      release: (claims) => releaseSyncs(app.db, claims),
      rowsMax: ACCOUNTS_MAX,
      async run(claim) {
        try {
          const full = claim.nextFullSyncAt === null || claim.nextFullSyncAt <= app.clock.now();
          await syncClaimed(app, claim, { by: SYSTEM, full, signal });
          count.doneCount++;
        } catch (error) {
          if (isBlockedCall(error)) return !isBlockedCall(error, "APP");
          if (!(error instanceof ApiError) && !app.outage.explains(error))
            app.log.error({ accountId: claim.id, err: error }, "sync broke");
          count.failedCount++;
        }
        return true;
      },
    },
    signal,
  );
  return count;
}
