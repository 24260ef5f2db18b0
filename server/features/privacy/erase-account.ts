import type { AppContext } from "../../app-context.js";
import { deleteAccount } from "./store.js";

/** Deletes the account with every row that hangs on it; false when it was gone already. The bytes of its pictures follow. */
export async function eraseAccount(app: AppContext, accountId: string): Promise<boolean> {
  return await deleteAccount(app.db, accountId);
}
