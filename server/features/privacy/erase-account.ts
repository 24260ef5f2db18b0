import type { World } from "../../app-context.js";
import { deleteAccount } from "./store.js";

/** Deletes the account with every row that hangs on it; false when it was gone already. The bytes of its pictures follow. */
export async function eraseAccount(world: World, accountId: string): Promise<boolean> {
  return await deleteAccount(world.db, accountId);
}
