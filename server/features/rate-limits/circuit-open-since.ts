import { type RateLimitContext, readAppCircuit } from "./read-circuit.js";

/** Since when nothing is asked of Instagram for any account; null while it is. */
export async function circuitOpenSince(app: RateLimitContext): Promise<Date | null> {
  const { state, since } = await readAppCircuit(app);
  return state === "CLOSED" ? null : since;
}
