import { inTransaction, type World } from "../../app-context.js";
import type { ConnectLinkRow } from "../../db/schema/connect-links.js";
import { ApiError } from "../../lib/errors.js";
import type { Viewer } from "../../viewer.js";
import { recordEvent } from "../audit/record-event.js";
import { revokeRow } from "./link-store.js";

/**
 * Ends a link, also for whoever is on Instagram's page with it now. What it has connected stays.
 *
 * @throws {Refusal} NOT_FOUND
 */
export async function revokeLink(world: World, id: string, by: Viewer): Promise<ConnectLinkRow> {
  return await inTransaction(world, async (world) => {
    const sandbox = world.config.mode === "sandbox";
    const link = await revokeRow(world.db, { id, sandbox, at: world.clock.now() });
    if (!link) throw new ApiError("NOT_FOUND", "There is no connect link with this id.");
    await recordEvent(world, { by, action: "link.revoked", accountId: link.accountId, subject: id });
    return link;
  });
}
