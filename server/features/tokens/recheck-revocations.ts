import type { AppContext } from "../../app-context.js";
import { reconnectCauses } from "../../instagram/errors.js";
import { HOUR_MS, MINUTE_MS } from "../../lib/clock.js";
import { rescheduleSyncs } from "../accounts/reschedule-syncs.js";
import { readAppCircuit } from "../rate-limits/read-circuit.js";
import { CONFIRM_MS, suspectRevocations } from "../rate-limits/record-response.js";
import { undoRevocations } from "./undo-revocations.js";

/** How long after a mass revocation its first victims are rechecked: their calls were running when it was detected. */
const AFTERMATH_MS = HOUR_MS;
/** Another process may have detected it this much earlier. */
const HEAD_START_MS = 10 * MINUTE_MS;

/**
 * Unmarks tokens that were marked as revoked before a mass revocation was detected. One more call, an hour later, decides
 * for each. Does nothing without a mass revocation. Safe to call twice.
 */
export async function recheckRevocations(app: AppContext): Promise<void> {
  const { reason, since, closedAt } = await readAppCircuit(app);
  const now = app.clock.now();
  if (reason !== "MASS_REVOCATION" || !since) return;
  if (closedAt && now.getTime() - closedAt.getTime() > AFTERMATH_MS) return;
  const retryAt = new Date(now.getTime() + CONFIRM_MS);
  const from = new Date(since.getTime() - HEAD_START_MS);
  const span = {
    causes: reconnectCauses(),
    from,
    to: closedAt ?? now,
    retryAt,
    becomes: "INSTAGRAM_UNAVAILABLE",
  } as const;
  const count = await undoRevocations(app, span, async (app, accountIds) => {
    await suspectRevocations(app, accountIds);
    await rescheduleSyncs(app, accountIds, { at: retryAt });
  });
  if (count > 0) app.log.warn({ count, since }, "refused tokens are asked for again");
}
