import type { World } from "../../app-context.js";
import { ApiError } from "../../lib/errors.js";
import { hashOf } from "../../lib/id.js";
import { openLink, reopenLink } from "./open-link.js";
import { selectLinkOfState } from "./state-store.js";

/**
 * Whether the connect link, that a handshake which can still be finished was begun with, opens again: true, or the refusal
 * that whoever opens it gets. Null where there is no such link.
 */
export async function tryLinkOfState(world: World, state: string): Promise<true | ApiError | null> {
  const linkId = await selectLinkOfState(world.db, { hash: hashOf(state), now: world.clock.now() });
  return linkId === null ? null : await opens(reopenLink(world, linkId));
}

/** Whether a connect link opens: true, or why it does not. */
export async function tryLink(world: World, invite: string): Promise<true | ApiError> {
  return await opens(openLink(world, invite));
}

/**
 * The connect link that such a handshake was begun with, for who goes on in another browser.
 *
 * @throws {Refusal} FORBIDDEN when the link is spent or withdrawn by now, or the handshake is over
 */
export async function linkOfState(world: World, state: string) {
  const linkId = await selectLinkOfState(world.db, { hash: hashOf(state), now: world.clock.now() });
  return await reopenLink(world, linkId ?? "");
}

async function opens(opening: Promise<unknown>): Promise<true | ApiError> {
  try {
    await opening;
    return true;
  } catch (error) {
    if (error instanceof ApiError) return error;
    throw error;
  }
}
