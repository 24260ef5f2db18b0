import type { World } from "../world.js";
import { wakeAccounts } from "./store.js";

/** Plans a sync of these accounts, where none was planned because their tokens were believed to be lost. */
export async function wakeSyncs(world: World, accountIds: readonly string[], at: Date): Promise<void> {
  await wakeAccounts(world.db, accountIds, at);
}
