import { type AppContext, inTransaction } from "../../app-context.js";
import type { ConnectLinkRow } from "../../db/schema/connect-links.js";
import { ApiError } from "../../lib/errors.js";
import type { Viewer } from "../../viewer.js";
import { recordEvent } from "../audit/record-event.js";
import { revokeRow } from "./link-store.js";

/**
 * Ends a link, also for whoever is on Instagram's page with it now. What it has connected stays.
 *
 * @throws {ApiError} NOT_FOUND
 */
export async function revokeLink(app: AppContext, id: string, by: Viewer): Promise<ConnectLinkRow> {
  return await inTransaction(app, async (app) => {
    const sandbox = app.config.mode === "sandbox";
    const link = await revokeRow(app.db, { id, sandbox, at: app.clock.now() });
    if (!link) throw new ApiError("NOT_FOUND", "There is no connect link with this id.");
    await recordEvent(app, { by, action: "link.revoked", accountId: link.accountId, subject: id });
    return link;
  });
}
