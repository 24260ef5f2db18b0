import type { World } from "../../app-context.js";
import type { ConnectLinkRow } from "../../db/schema/connect-links.js";
import { ApiError } from "../../lib/errors.js";
import { hashOf } from "../../lib/id.js";
import { selectLink, selectLinkByHash } from "./link-store.js";

/**
 * The link that somebody opens. It may be opened often: what spends it is a connection that succeeds.
 *
 * @throws {Refusal} FORBIDDEN when it is unknown, spent, revoked or past its date
 */
export async function openLink(world: World, invite: string): Promise<ConnectLinkRow> {
  return requireGood(world, await selectLinkByHash(world.db, hashOf(invite)));
}

/** The same by its id, for who has opened it in another browser. */
export async function reopenLink(world: World, id: string): Promise<ConnectLinkRow> {
  return requireGood(world, await selectLink(world.db, id));
}

function requireGood(world: World, link: ConnectLinkRow | null): ConnectLinkRow {
  if (!link || link.sandbox !== (world.config.mode === "sandbox")) throw refusal("This link is not known here.");
  if (link.usedAt) throw refusal("This link was used already. If the account is connected, there is nothing to do.");
  if (link.revokedAt) throw refusal("This link was withdrawn.");
  if (link.expiresAt <= world.clock.now()) throw refusal(`This link ran out on ${link.expiresAt.toISOString()}.`);
  return link;
}

function refusal(message: string): ApiError {
  return new ApiError("FORBIDDEN", message, { nextStep: "Ask whoever sent it to you for another one." });
}
