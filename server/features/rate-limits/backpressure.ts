import type { AppCircuit } from "./circuit-state.js";

/** How fast the schedule may go on: so many of `width` at once, after a pause. */
export interface Pace {
  width: number;
  pauseMs: number;
}

const SLOW_FROM = 80;
const PAUSE_MAX_MS = 2_000;

/** From 80 % of the app's allowance on ever fewer at once with ever longer pauses, nothing while calls are withheld, one to probe. */
export function backpressure({ state, percent }: Pick<AppCircuit, "state" | "percent">, width: number): Pace {
  if (state === "OPEN") return { width: 0, pauseMs: 0 };
  if (state === "HALF_OPEN") return { width: 1, pauseMs: 0 };
  const used = Math.min(1, Math.max(0, (percent - SLOW_FROM) / (100 - SLOW_FROM)));
  return { width: Math.max(1, Math.round(width * (1 - used))), pauseMs: used * PAUSE_MAX_MS };
}

/** How many times as long as usual an account waits for its next sync: up to half as long again, so that it is not overdue. */
export function syncIntervalFactor(accountPercent: number): number {
  const used = Math.min(1, Math.max(0, (accountPercent - SLOW_FROM) / (100 - SLOW_FROM)));
  return 1 + used / 2;
}
