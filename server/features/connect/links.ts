import { type AppContext, inTransaction } from "../../app-context.js";
import type { ConnectLinkRow } from "../../db/schema/connect-links.js";
import { ApiError } from "../../lib/errors.js";
import { hashOf } from "../../lib/id.js";
import type { Viewer } from "../../viewer.js";
import { recordEvent } from "../audit/record-event.js";
import { countLinks, moveRows, redeemRow, revokeRow, selectLink, selectLinkByHash, selectLinks } from "./link-store.js";

/** One page of this mode's links, newest first and those made at once as they were given, also those that are over. */
export async function listLinks(app: AppContext, page: { first: number; offset: number }): Promise<ConnectLinkRow[]> {
  return await selectLinks(app.db, { ...page, sandbox: app.config.mode === "sandbox" });
}

/** How many links there are in all. */
export async function linkCount(app: AppContext): Promise<number> {
  return await countLinks(app.db, app.config.mode === "sandbox");
}

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

/**
 * Spends a link on the account that was just connected; call it in the transaction that keeps the account, so that of two
 * who open one link at once one account is stored.
 *
 * @throws {ApiError} STATE_INVALID when it was spent or withdrawn meanwhile
 */
export async function redeemLink(app: AppContext, id: string, accountId: string): Promise<void> {
  if (await redeemRow(app.db, { id, at: app.clock.now(), accountId })) return;
  throw new ApiError("STATE_INVALID", "This link was used or withdrawn while you were on Instagram's page.", {
    nextStep: "Ask whoever sent it to you for another one.",
  });
}

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

/** Lets the links of one account go on as another's, for two that turned out to be one person. */
export async function transferLinks(app: AppContext, accounts: { from: string; to: string }): Promise<void> {
  await moveRows(app.db, accounts);
}
