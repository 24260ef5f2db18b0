import { type AppContext, inTransaction } from "../../app-context.js";
import type { Viewer } from "../../viewer.js";
import { deleteUnreferenced } from "../assets/delete-unreferenced.js";
import { recordEvent } from "../audit/record-event.js";
import { deleteSandboxAccounts } from "./store.js";

/**
 * Deletes every account of the sandbox with all that hangs on it, for a server that is live now, and returns how many. The
 * bytes of their pictures follow.
 */
export async function eraseSandbox(app: AppContext, by: Viewer): Promise<number> {
  const count = await inTransaction(app, async (app) => {
    const count = await deleteSandboxAccounts(app.db);
    await recordEvent(app, { by, action: "sandbox.erased", accountId: null });
    return count;
  });
  app.background.start("sweep files", (signal) => deleteUnreferenced(app, signal));
  app.log.info({ count }, "sandbox accounts erased");
  return count;
}
