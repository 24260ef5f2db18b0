import { inTransaction, type World } from "../../app-context.js";
import type { Viewer } from "../../viewer.js";
import { deleteUnreferenced } from "../assets/delete-unreferenced.js";
import { recordEvent } from "../audit/record-event.js";
import { deleteSandboxAccounts } from "./store.js";

/**
 * Deletes every account of the sandbox with all that hangs on it, for a server that is live now, and answers how many. The
 * bytes of their pictures follow.
 */
export async function eraseSandbox(world: World, by: Viewer): Promise<number> {
  const count = await inTransaction(world, async (world) => {
    const count = await deleteSandboxAccounts(world.db);
    await recordEvent(world, { by, action: "sandbox.erased", accountId: null });
    return count;
  });
  world.background.start("sweep files", (signal) => deleteUnreferenced(world, signal));
  world.log.info({ count }, "sandbox accounts erased");
  return count;
}
