import type { AppContext } from "../../app-context.js";
import { selectAnyAccountEvent } from "./store.js";

/** Whether nothing has ever happened to any account here: true only before the very first one. */
export async function isAuditLogEmpty(app: AppContext): Promise<boolean> {
  return !(await selectAnyAccountEvent(app.db));
}
