import { setTimeout as sleep } from "node:timers/promises";
import { paceOf } from "./backpressure.js";
import { readAppStanding, type TrafficWorld } from "./read-circuit.js";

/** How many of `width` rows may be under way just now, after the pause that the app's meter calls for; 0: no call may be made. */
export async function awaitTurn(
  world: TrafficWorld,
  { width, signal }: { width: number; signal: AbortSignal },
): Promise<number> {
  const pace = paceOf(await readAppStanding(world), width);
  if (pace.pauseMs > 0) await sleep(pace.pauseMs, undefined, { signal }).catch(() => undefined);
  return pace.width;
}
