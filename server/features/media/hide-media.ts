import { type AppContext, inTransaction } from "../../app-context.js";
import { ApiError } from "../../lib/errors.js";
import type { Viewer } from "../../viewer.js";
import { recordEvent } from "../audit/record-event.js";
import { updateHidden } from "./hidden-store.js";

/**
 * Hides a post or album part from everyone but operators, or shows it again, in each account that shares it; syncs do not
 * change that.
 * @throws {ApiError} NOT_FOUND when there is none with this id
 */
export async function hideMedia(
  app: AppContext,
  { id, hidden }: { id: string; hidden: boolean },
  by: Viewer,
): Promise<void> {
  await inTransaction(app, async (app) => {
    const copies = await updateHidden(app.db, { id, hidden, sandbox: app.config.mode === "sandbox" });
    if (copies.length === 0) throw new ApiError("NOT_FOUND", "There is no post with this id.");
    const action = hidden ? "media.hidden" : "media.shown";
    for (const copy of copies) await recordEvent(app, { by, action, accountId: copy.accountId, subject: copy.id });
  });
}
