import type { AppContext } from "../../app-context.js";
import { hashOf } from "../../lib/id.js";
import { selectPurpose } from "./state-store.js";

/** Whether an OAuth flow was begun to log in, also one that is over; false for an unknown state. */
export async function isLoginState(app: AppContext, state: string): Promise<boolean> {
  return (await selectPurpose(app.db, hashOf(state))) === "LOGIN";
}
