import type { HealthLevel } from "../../db/schema/job-runs.js";
import type { AppCircuit } from "../rate-limits/circuit.js";

export interface InstagramHealth {
  health: HealthLevel;
  cause: string | null;
  lastSyncStartedAt: Date | null;
}

/** Failures of Instagram or the app, not of one account. */
const COMMON_CAUSES = new Set([
  "INSTAGRAM_UNAVAILABLE",
  "INSTAGRAM_RATE_LIMITED",
  "INSTAGRAM_REJECTED",
  "APP_MISCONFIGURED",
  "APP_BLOCKED",
]);
const DEGRADED = 0.3;
const DOWN = 0.8;

/** DEGRADED: a third of recent syncs failed for a common cause. DOWN: nearly all, or all calls are blocked. */
export function instagramHealth(
  runs: readonly { cause: string | null; startedAt: Date }[],
  { state, reason, isBlocked = false }: Pick<AppCircuit, "state" | "reason"> & { isBlocked?: boolean },
): InstagramHealth {
  const [newest] = runs;
  if (isBlocked) return { health: "DOWN", cause: "APP_BLOCKED", lastSyncStartedAt: newest?.startedAt ?? null };
  if (state !== "CLOSED") {
    const cause = reason === "RATE_LIMITED" ? "INSTAGRAM_RATE_LIMITED" : "INSTAGRAM_UNAVAILABLE";
    return { health: "DOWN", cause, lastSyncStartedAt: newest?.startedAt ?? null };
  }
  if (!newest) return { health: "UNKNOWN", cause: null, lastSyncStartedAt: null };
  const failures = runs.flatMap(({ cause }) => (cause !== null && COMMON_CAUSES.has(cause) ? [cause] : []));
  const share = failures.length / runs.length;
  const health = share >= DOWN ? "DOWN" : share >= DEGRADED ? "DEGRADED" : "HEALTHY";
  return { health, cause: health === "HEALTHY" ? null : mostOf(failures), lastSyncStartedAt: newest.startedAt };
}

function mostOf(causes: readonly string[]): string | null {
  const times = (cause: string) => causes.filter((other) => other === cause).length;
  return causes.toSorted((a, b) => times(b) - times(a))[0] ?? null;
}
