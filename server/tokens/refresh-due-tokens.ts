import { Refusal } from "../lib/errors.js";
import { MACHINE } from "../viewer.js";
import type { World } from "../world.js";
import { refreshClaimed } from "./refresh-token.js";
import { claimDueToken } from "./store.js";

const TOKENS_MAX = 10_000;

/**
 * Refreshes the tokens that are due, one after another, until none is left or the signal fires. One that fails never
 * stops the others. Any number of processes may do this at once: no token is claimed twice.
 */
export async function refreshDueTokens(
  world: World,
  signal: AbortSignal,
): Promise<{ doneCount: number; failedCount: number }> {
  const scope = { sandbox: world.config.mode === "sandbox", appId: world.config.instagram.appId };
  const count = { doneCount: 0, failedCount: 0 };
  for (let n = 0; n < TOKENS_MAX && !signal.aborted; n++) {
    const claim = await claimDueToken(world.db, scope, world.clock.now());
    if (!claim) break;
    try {
      await refreshClaimed(world, claim, MACHINE);
      count.doneCount++;
    } catch (error) {
      if (!(error instanceof Refusal)) world.log.error({ accountId: claim.accountId, err: error }, "refresh broke");
      count.failedCount++;
    }
  }
  return count;
}
