import { setTimeout as sleep } from "node:timers/promises";
import { backpressure } from "./backpressure.js";
import { type RateLimitContext, readAppCircuit } from "./read-circuit.js";

/** How many of `width` rows may be under way just now, after the pause that the app's meter calls for; 0: no call may be made. */
export async function waitForCapacity(
  app: RateLimitContext,
  { width, signal }: { width: number; signal: AbortSignal },
): Promise<number> {
  const pace = backpressure(await readAppCircuit(app), width);
  if (pace.pauseMs > 0) await sleep(pace.pauseMs, undefined, { signal }).catch(() => undefined);
  return pace.width;
}
