import type { World } from "../world.js";
import { selectAnyEvent } from "./store.js";

/** Whether nothing has ever happened here: true only before the very first account. */
export async function isRecordEmpty(world: World): Promise<boolean> {
  return !(await selectAnyEvent(world.db));
}
