import { type RateLimitContext, readAppCircuit } from "./read-circuit.js";

/** Since when nothing is asked of Instagram for any account; null while it is. */
export async function circuitOpenSince(world: RateLimitContext): Promise<Date | null> {
  const { state, since } = await readAppCircuit(world);
  return state === "CLOSED" ? null : since;
}
