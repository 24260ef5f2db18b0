import { DAY_MS, HOUR_MS } from "../../lib/clock.js";
import type { RateLimitContext } from "./read-circuit.js";
import { markSuspected } from "./store.js";

/** A token that was refused during a wave is lost when it is refused again so much later. */
export const CONFIRM_MS = HOUR_MS;

/** Notes that these accounts' tokens were refused while that is not believed; what is noted already stays for a day. */
export async function suspectRevocations(app: RateLimitContext, accountIds: readonly string[]): Promise<void> {
  const at = app.clock.now();
  await markSuspected(app.db, accountIds, { at, stale: new Date(at.getTime() - DAY_MS) });
}
