import type { Light } from "../../db/schema/job-runs.js";
import type { AppCircuit } from "../rate-limits/circuit-state.js";

/** How the last calls to Instagram went. */
export interface InstagramLight {
  light: Light;
  /** What most of the failures were, where it is not good. */
  cause: string | null;
  lastSyncStartedAt: Date | null;
}

/** Failures that are Instagram's or the app's, not one account's. */
const COMMON_CAUSES = new Set([
  "INSTAGRAM_UNAVAILABLE",
  "INSTAGRAM_RATE_LIMITED",
  "INSTAGRAM_REJECTED",
  "APP_MISCONFIGURED",
  "APP_BLOCKED",
]);
const TROUBLED = 0.3;
const DOWN = 0.8;

/**
 * The last syncs → a light: a third failing for no account's own reason is trouble, nearly all is down, and so is it while
 * nothing is asked of Instagram at all.
 */
export function instagramHealth(
  runs: readonly { cause: string | null; startedAt: Date }[],
  { state, reason, isBlocked = false }: Pick<AppCircuit, "state" | "reason"> & { isBlocked?: boolean },
): InstagramLight {
  const [newest] = runs;
  if (isBlocked) return { light: "DOWN", cause: "APP_BLOCKED", lastSyncStartedAt: newest?.startedAt ?? null };
  if (state !== "CLOSED") {
    const cause = reason === "RATE_LIMITED" ? "INSTAGRAM_RATE_LIMITED" : "INSTAGRAM_UNAVAILABLE";
    return { light: "DOWN", cause, lastSyncStartedAt: newest?.startedAt ?? null };
  }
  if (!newest) return { light: "UNKNOWN", cause: null, lastSyncStartedAt: null };
  const failures = runs.flatMap(({ cause }) => (cause !== null && COMMON_CAUSES.has(cause) ? [cause] : []));
  const share = failures.length / runs.length;
  const light = share >= DOWN ? "DOWN" : share >= TROUBLED ? "TROUBLED" : "GOOD";
  return { light, cause: light === "GOOD" ? null : mostOf(failures), lastSyncStartedAt: newest.startedAt };
}

function mostOf(causes: readonly string[]): string | null {
  const times = (cause: string) => causes.filter((other) => other === cause).length;
  return causes.toSorted((a, b) => times(b) - times(a))[0] ?? null;
}
