import { type AppContext, perProcess } from "../../app-context.js";
import { claimByBucket } from "../../db/distribution.js";
import type { AccountRow } from "../../db/schema/accounts.js";
import { SYSTEM } from "../../viewer.js";
import { createAdaptiveWidth } from "../rate-limits/adaptive-width.js";
import { callForDueRows, type DueCalls } from "../rate-limits/call-for-due-rows.js";
import { recheckRevocations } from "../tokens/recheck-revocations.js";
import { claimDueSyncs, releaseSyncs, type SyncScope, selectDueSyncs } from "./store.js";
import { syncClaimed } from "./sync-account.js";

const width = perProcess(createAdaptiveWidth);

/** Until none is left, calls are blocked, or the signal fires. Full where due. Processes may run it concurrently. */
export async function syncDueAccounts(
  app: AppContext,
  signal: AbortSignal,
): Promise<{ doneCount: number; failedCount: number }> {
  const scope = { sandbox: app.config.mode === "sandbox", appId: app.config.instagram.appId };
  await recheckRevocations(app);
  const due: DueCalls<AccountRow, AppContext> = {
    width: width(app),
    claim: (limit) => claimDue(app, scope, limit),
    release: (claims) => releaseSyncs(app.db, claims),
    run: (app, claim) => {
      const full = claim.nextFullSyncAt === null || claim.nextFullSyncAt <= app.clock.now();
      return syncClaimed(app, claim, { by: SYSTEM, full, signal });
    },
    accountIdOf: ({ id }) => id,
    bugMessage: "sync broke",
  };
  return await callForDueRows(app, due, signal);
}

async function claimDue(app: AppContext, scope: SyncScope, limit: number): Promise<AccountRow[]> {
  const due = { now: app.clock.now(), limit };
  if (!app.distribution.isOn) return await claimDueSyncs(app.db, scope, due);
  const found = await selectDueSyncs(app.db, scope, due);
  return await claimByBucket(found, (part) => claimDueSyncs(app.db, scope, { ...due, part }));
}
