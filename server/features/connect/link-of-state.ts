import type { AppContext } from "../../app-context.js";
import { ApiError } from "../../lib/errors.js";
import { hashOf } from "../../lib/id.js";
import { openLink, reopenLink } from "./links.js";
import { selectLinkOfState } from "./state-store.js";

/** Whether the connect link of an unfinished OAuth flow is still valid: true, or its error. Null without a link. */
export async function tryLinkOfState(app: AppContext, state: string): Promise<true | ApiError | null> {
  const linkId = await selectLinkOfState(app.db, { hash: hashOf(state), now: app.clock.now() });
  return linkId === null ? null : await opens(reopenLink(app, linkId));
}

/** True for a valid connect link, otherwise its error. */
export async function tryLink(app: AppContext, invite: string): Promise<true | ApiError> {
  return await opens(openLink(app, invite));
}

/**
 * The connect link of an unfinished OAuth flow, to continue in another browser.
 *
 * @throws {ApiError} FORBIDDEN when the link is used or revoked, or the flow is over
 */
export async function linkOfState(app: AppContext, state: string) {
  const linkId = await selectLinkOfState(app.db, { hash: hashOf(state), now: app.clock.now() });
  return await reopenLink(app, linkId ?? "");
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
