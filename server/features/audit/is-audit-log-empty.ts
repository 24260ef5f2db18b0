import type { World } from "../../app-context.js";
import { selectAnyAccountEvent } from "./store.js";

/** Whether nothing has ever happened to any account here: true only before the very first one. */
export async function isAuditLogEmpty(world: World): Promise<boolean> {
  return !(await selectAnyAccountEvent(world.db));
}
