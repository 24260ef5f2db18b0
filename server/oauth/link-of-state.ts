import { hashOf } from "../lib/id.js";
import { reopenLink } from "../links/open-link.js";
import type { World } from "../world.js";
import { selectLinkOfState } from "./store.js";

/** Whether a handshake that can still be finished was begun with a connect link, by whomever. */
export async function isByLink(world: World, state: string): Promise<boolean> {
  return (await selectLinkOfState(world.db, { hash: hashOf(state), now: world.clock.now() })) !== null;
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
