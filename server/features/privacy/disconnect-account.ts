import { type AppContext, inTransaction } from "../../app-context.js";
import type { Viewer } from "../../viewer.js";
import { requireAccount } from "../accounts/require-account.js";
import { deleteUnreferenced } from "../assets/delete-unreferenced.js";
import { recordEvent } from "../audit/record-event.js";
import { eraseAccount } from "./erase-account.js";

/**
 * Forgets the token and every row of the account, and returns its id. Its pictures are out of reach at once and their bytes
 * follow, here or by the schedule. Only an audit log entry stays, with Darkroom's id and nothing of the person.
 *
 * @throws {ApiError} NOT_FOUND when the viewer may not see it
 */
export async function disconnectAccount(app: AppContext, accountId: string, by: Viewer): Promise<string> {
  await requireAccount(app, by, accountId);
  await inTransaction(app, async (app) => {
    // Of two at once, the second finds it gone.
    if (!(await eraseAccount(app, accountId))) return;
    await recordEvent(app, { by, action: "account.disconnected", accountId });
  });
  app.background.start("sweep files", (signal) => deleteUnreferenced(app, signal));
  app.log.info({ accountId }, "account disconnected");
  return accountId;
}
