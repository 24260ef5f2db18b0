import type { AppContext } from "../../app-context.js";
import { ApiError } from "../../lib/errors.js";
import { hashOf } from "../../lib/id.js";
import { openLink, reopenLink } from "./links.js";
import { selectLinkOfState } from "./state-store.js";

/**
 * Whether the connect link, that an OAuth flow which can still be finished was begun with, opens again: true, or the refusal
 * that whoever opens it gets. Null where there is no such link.
 */
export async function tryLinkOfState(app: AppContext, state: string): Promise<true | ApiError | null> {
  const linkId = await selectLinkOfState(app.db, { hash: hashOf(state), now: app.clock.now() });
  return linkId === null ? null : await opens(reopenLink(app, linkId));
}

/** Whether a connect link opens: true, or why it does not. */
export async function tryLink(app: AppContext, invite: string): Promise<true | ApiError> {
  return await opens(openLink(app, invite));
}

/**
 * The connect link that such an OAuth flow was begun with, for who goes on in another browser.
 *
 * @throws {ApiError} FORBIDDEN when the link is spent or withdrawn by now, or the OAuth flow is over
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
