import type { AppContext } from "../../app-context.js";
import type { OauthStateRow } from "../../db/schema/oauth-states.js";
import { ApiError } from "../../lib/errors.js";
import { hashOf } from "../../lib/id.js";
import type { Viewer } from "../../viewer.js";
import type { Initiator } from "./initiator.js";
import { isStateConsumed, markStateUsed } from "./state-store.js";

export interface ConnectReturn {
  viewer: Viewer;
  caller: Initiator;
  redirectUri: string;
  code: string;
  /** Null only for a caller authenticated by a header. */
  state: string | null;
  /** True for the public callback: it must not consume another caller's state. */
  onlyOwnState?: boolean;
}

/** The same caller already used the state, e.g. because the callback page was reloaded. */
export class StateAlreadyUsedError extends ApiError {
  constructor() {
    super("STATE_INVALID", "This state was used already.", {
      nextStep: "Look whether the account is connected; if it is not, begin again.",
    });
  }
}

export async function consumeState(app: AppContext, request: ConnectReturn, state: string): Promise<OauthStateRow> {
  const now = app.clock.now();
  const initiatedBy = request.onlyOwnState ? request.caller : null;
  const row = await markStateUsed(app.db, { hash: hashOf(state), at: now, initiatedBy });
  const isGood =
    row &&
    row.initiatedBy === request.caller &&
    row.redirectUri === request.redirectUri &&
    row.expiresAt > now &&
    row.sandbox === (app.config.mode === "sandbox");
  if (isGood) return row;
  const isConsumed = !row && (await isStateConsumed(app.db, { hash: hashOf(state), initiatedBy: request.caller, now }));
  if (isConsumed) throw new StateAlreadyUsedError();
  throw new ApiError("STATE_INVALID", "This state is unknown, expired, or belongs to another caller.");
}
