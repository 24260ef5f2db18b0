import type { AppContext } from "../../app-context.js";
import type { TokenRow } from "../../db/schema/tokens.js";
import { isBlockedCall } from "../../instagram/to-api-error.js";
import { ApiError } from "../../lib/errors.js";
import { processDueRows } from "../../lib/process-due-rows.js";
import { SYSTEM } from "../../viewer.js";
import { waitForCapacity } from "../rate-limits/read-circuit.js";
import { recheckRevocations } from "./recheck-revocations.js";
import { refreshClaimed } from "./refresh-token.js";
import { claimDueTokens, releaseTokens } from "./store.js";

/** Tokens that one process refreshes at once. */
const WIDTH = 8;
const TOKENS_MAX = 10_000;

/**
 * Refreshes due tokens, several at once, until none is left, calls are blocked, or the signal fires.
 * One failure never stops the others. Processes may run it concurrently: no token is claimed twice.
 */
export async function refreshDueTokens(
  app: AppContext,
  signal: AbortSignal,
): Promise<{ doneCount: number; failedCount: number }> {
  const scope = { sandbox: app.config.mode === "sandbox", appId: app.config.instagram.appId };
  const count = { doneCount: 0, failedCount: 0 };
  await recheckRevocations(app);
  await processDueRows<TokenRow>(
    {
      concurrency: () => waitForCapacity(app, { width: WIDTH, signal }),
      claim: (limit) => claimDueTokens(app.db, scope, { now: app.clock.now(), limit }),
      release: (claims) => releaseTokens(app.db, claims),
      rowsMax: TOKENS_MAX,
      async run(claim) {
        try {
          await refreshClaimed(app, claim, SYSTEM);
          count.doneCount++;
        } catch (error) {
          if (isBlockedCall(error)) return !isBlockedCall(error, "APP");
          if (!(error instanceof ApiError) && !app.outage.explains(error))
            app.log.error({ accountId: claim.accountId, err: error }, "refresh broke");
          count.failedCount++;
        }
        return true;
      },
    },
    signal,
  );
  return count;
}
