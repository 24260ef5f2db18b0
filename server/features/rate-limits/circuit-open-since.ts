import { readAppStanding, type TrafficWorld } from "./read-circuit.js";

/** Since when nothing is asked of Instagram for any account; null while it is. */
export async function withheldSince(world: TrafficWorld): Promise<Date | null> {
  const { state, since } = await readAppStanding(world);
  return state === "CLOSED" ? null : since;
}
