import type { AppContext } from "../../app-context.js";
import type { ConnectLinkRow } from "../../db/schema/connect-links.js";
import { ApiError } from "../../lib/errors.js";
import { hashOf } from "../../lib/id.js";
import { selectLink, selectLinkByHash } from "./link-store.js";

/**
 * The link that somebody opens. It may be opened often: what spends it is a connection that succeeds.
 *
 * @throws {ApiError} FORBIDDEN when it is unknown, spent, revoked or past its date
 */
export async function openLink(app: AppContext, invite: string): Promise<ConnectLinkRow> {
  return requireGood(app, await selectLinkByHash(app.db, hashOf(invite)));
}

/** The same by its id, for who has opened it in another browser. */
export async function reopenLink(app: AppContext, id: string): Promise<ConnectLinkRow> {
  return requireGood(app, await selectLink(app.db, id));
}

function requireGood(app: AppContext, link: ConnectLinkRow | null): ConnectLinkRow {
  if (!link || link.sandbox !== (app.config.mode === "sandbox")) throw apiError("This link is not known here.");
  if (link.usedAt) throw apiError("This link was used already. If the account is connected, there is nothing to do.");
  if (link.revokedAt) throw apiError("This link was withdrawn.");
  if (link.expiresAt <= app.clock.now()) throw apiError(`This link ran out on ${link.expiresAt.toISOString()}.`);
  return link;
}

function apiError(message: string): ApiError {
  return new ApiError("FORBIDDEN", message, { nextStep: "Ask whoever sent it to you for another one." });
}
