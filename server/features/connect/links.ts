import { type AppContext, inTransaction } from "../../app-context.js";
import type { ConnectLinkRow } from "../../db/schema/connect-links.js";
import { ApiError } from "../../lib/errors.js";
import { hashOf } from "../../lib/id.js";
import type { Viewer } from "../../viewer.js";
import { recordEvent } from "../audit/record-event.js";
import { countLinks, moveRows, redeemRow, revokeRow, selectLink, selectLinkByHash, selectLinks } from "./link-store.js";
import { selectLinkOfState } from "./state-store.js";

/** One page of this mode's links, newest first, ended ones included; links created together in their order. */
export async function listLinks(app: AppContext, page: { first: number; offset: number }): Promise<ConnectLinkRow[]> {
  return await selectLinks(app.db, { ...page, sandbox: app.config.mode === "sandbox" });
}

/** A link of this mode, ended ones included. */
export async function findLink(app: AppContext, id: string): Promise<ConnectLinkRow | null> {
  const link = await selectLink(app.db, id);
  return link?.sandbox === (app.config.mode === "sandbox") ? link : null;
}

export async function linkCount(app: AppContext): Promise<number> {
  return await countLinks(app.db, app.config.mode === "sandbox");
}

/**
 * Finds an opened link. Opening is unlimited: a successful connection redeems it.
 * @throws {ApiError} FORBIDDEN when it is unknown, used, revoked or expired
 */
export async function openLink(app: AppContext, invite: string): Promise<ConnectLinkRow> {
  return requireGood(app, await selectLinkByHash(app.db, hashOf(invite)));
}

async function reopenLink(app: AppContext, id: string): Promise<ConnectLinkRow> {
  return requireGood(app, await selectLink(app.db, id));
}

function requireGood(app: AppContext, link: ConnectLinkRow | null): ConnectLinkRow {
  if (!link || link.sandbox !== (app.config.mode === "sandbox")) throw new LinkEndedError("UNKNOWN");
  if (link.usedAt) throw new LinkEndedError("USED");
  if (link.revokedAt) throw new LinkEndedError("REVOKED");
  if (link.expiresAt <= app.clock.now()) throw new LinkEndedError("EXPIRED");
  return link;
}

/** A connect link that nobody can use any more. Its page is for the account's owner. */
export class LinkEndedError extends ApiError {
  constructor(readonly reason: keyof typeof ENDED) {
    super("FORBIDDEN", ENDED[reason], { nextStep: "Ask the sender for a new link." });
  }
}

const ENDED = {
  UNKNOWN: "This link is not known here.",
  USED: "This link was used already. If the account is connected, there is nothing to do.",
  REVOKED: "This link was withdrawn.",
  EXPIRED: "This link has expired.",
};

/**
 * Redeems a link for the connected account. Call it in the transaction that stores the account, so that two concurrent
 * uses store one account.
 * @throws {ApiError} STATE_INVALID when it was used or revoked meanwhile
 */
export async function redeemLink(app: AppContext, id: string, accountId: string): Promise<void> {
  if (await redeemRow(app.db, { id, at: app.clock.now(), accountId })) return;
  throw new ApiError("STATE_INVALID", "This link was used or withdrawn while you were on Instagram's page.", {
    nextStep: "Ask the sender for a new link.",
  });
}

/**
 * Revokes a link, even during its OAuth flow. The connected account stays.
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

/** Moves the links of one account to another: both are the same person. */
export async function transferLinks(app: AppContext, accounts: { from: string; to: string }): Promise<void> {
  await moveRows(app.db, accounts);
}

/** Whether the connect link of an unfinished OAuth flow is still valid: true, or its error. Null without a link. */
export async function tryLinkOfState(app: AppContext, state: string): Promise<true | LinkEndedError | null> {
  const linkId = await selectLinkOfState(app.db, { hash: hashOf(state), now: app.clock.now() });
  return linkId === null ? null : await opens(reopenLink(app, linkId));
}

export async function tryLink(app: AppContext, invite: string): Promise<true | LinkEndedError> {
  return await opens(openLink(app, invite));
}

/**
 * The connect link of an unfinished OAuth flow, to continue in another browser.
 * @throws {ApiError} FORBIDDEN when the link is used or revoked, or the flow is over
 */
export async function linkOfState(app: AppContext, state: string) {
  const linkId = await selectLinkOfState(app.db, { hash: hashOf(state), now: app.clock.now() });
  return await reopenLink(app, linkId ?? "");
}

async function opens(opening: Promise<unknown>): Promise<true | LinkEndedError> {
  try {
    await opening;
    return true;
  } catch (error) {
    if (error instanceof LinkEndedError) return error;
    throw error;
  }
}
