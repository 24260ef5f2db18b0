import { CircuitReason } from "../../db/schema/rate-limits.js";
import type { Metrics } from "../../lib/metrics.js";
import { ACCOUNT_METER_MS } from "./circuit.js";
import { type RateLimitContext, readAppCircuit } from "./read-circuit.js";
import { selectWorstPercent } from "./store.js";

const LEVELS = { CLOSED: 0, HALF_OPEN: 0.5, OPEN: 1 } as const;

export async function rateLimitMetrics(app: RateLimitContext & { metrics: Metrics }): Promise<void> {
  const { callsBlocked, usagePercent } = app.metrics;
  const { state, reason } = await readAppCircuit(app);
  for (const known of Object.keys(CircuitReason)) {
    callsBlocked.set({ reason: known }, known === reason ? LEVELS[state] : 0);
  }
  const since = new Date(app.clock.now().getTime() - ACCOUNT_METER_MS);
  usagePercent.set({ pool: "worst account" }, await selectWorstPercent(app.db, since));
}
