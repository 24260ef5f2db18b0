import { Refusal } from "../lib/errors.js";
import { MACHINE } from "../viewer.js";
import type { World } from "../world.js";
import { claimDueSync } from "./store.js";
import { syncClaimed } from "./sync-account.js";

const ACCOUNTS_MAX = 10_000;

/**
 * Syncs the accounts that are due, one after another, until none is left or the signal fires: everything of those whose
 * sweep is due, else the news. One that fails never stops the others. Any number of processes may do this at once.
 */
export async function syncDueAccounts(
  world: World,
  signal: AbortSignal,
): Promise<{ doneCount: number; failedCount: number }> {
  const scope = { sandbox: world.config.mode === "sandbox", appId: world.config.instagram.appId };
  const count = { doneCount: 0, failedCount: 0 };
  for (let n = 0; n < ACCOUNTS_MAX && !signal.aborted; n++) {
    const now = world.clock.now();
    const claim = await claimDueSync(world.db, scope, now);
    if (!claim) break;
    try {
      const full = claim.nextSweepAt === null || claim.nextSweepAt <= now;
      await syncClaimed(world, claim, { by: MACHINE, full, signal });
      count.doneCount++;
    } catch (error) {
      if (!(error instanceof Refusal)) world.log.error({ accountId: claim.id, err: error }, "sync broke");
      count.failedCount++;
    }
  }
  return count;
}
