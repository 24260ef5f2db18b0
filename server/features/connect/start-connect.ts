import type { AppContext } from "../../app-context.js";
import type { StatePurpose } from "../../db/schema/oauth-states.js";
import { MINUTE_MS, SECOND_MS } from "../../lib/clock.js";
import { ApiError } from "../../lib/errors.js";
import { hashOf, randomToken } from "../../lib/id.js";
import type { Viewer } from "../../viewer.js";
import { requireAccount } from "../accounts/require-account.js";
import { checkReference } from "../accounts/validate-labels.js";
import type { Initiator } from "./initiator.js";
import { countOpenStates, insertState } from "./state-store.js";
import { validateRedirectUri } from "./validate-redirect-uri.js";

export const STATE_LIFE_MS = 15 * MINUTE_MS;
/** Open flows of browsers, so that many addresses cannot fill the table. */
const OPEN_MAX = 10_000;

export interface ConnectRequest {
  viewer: Viewer;
  caller: Initiator;
  redirectUri: string;
  purpose?: StatePurpose;
  /** Only this account may complete the flow. */
  accountId?: string | null;
  reference?: string | null;
  linkId?: string | null;
  forceReauth?: boolean | null;
}

export interface ConnectStart {
  authorizeUrl: string;
  state: string;
  expiresAt: Date;
}

/**
 * Starts an OAuth flow and returns Instagram's address. The state is single-use, valid for 15 minutes, and bound to
 * caller and redirect URI; it survives a restart.
 * @throws {ApiError} REDIRECT_URI_NOT_ALLOWED when the redirect URI is not exactly one of REDIRECT_URIS
 * @throws {ApiError} BAD_USER_INPUT when the reference is too long
 * @throws {ApiError} NOT_FOUND when the viewer may not see the account
 * @throws {ApiError} RATE_LIMITED when visitors have 10,000 open OAuth flows; operators, keys and links still work
 */
export async function startConnect(app: AppContext, request: ConnectRequest): Promise<ConnectStart> {
  validateRedirectUri(app, request.redirectUri);
  if (request.accountId != null) await requireAccount(app, request.viewer, request.accountId);
  if (request.viewer.kind === "ANONYMOUS") await limitOpenStates(app);
  const state = randomToken();
  const expiresAt = new Date(app.clock.now().getTime() + STATE_LIFE_MS);
  await insertState(app.db, {
    hash: hashOf(state),
    initiatedBy: request.caller,
    purpose: request.purpose ?? "CONNECT",
    redirectUri: request.redirectUri,
    accountId: request.accountId ?? null,
    reference: checkReference(request.reference ?? null),
    linkId: request.linkId ?? null,
    sandbox: app.config.mode === "sandbox",
    expiresAt,
    consumedAt: null,
  });
  const forceReauth = request.forceReauth ?? false;
  const authorizeUrl = app.instagram.authorizeUrl({ redirectUri: request.redirectUri, state, forceReauth });
  return { authorizeUrl, state, expiresAt };
}

async function limitOpenStates(app: AppContext): Promise<void> {
  const openCount = await countOpenStates(app.db, { now: app.clock.now(), max: OPEN_MAX });
  if (openCount < OPEN_MAX) return;
  throw new ApiError("RATE_LIMITED", "Too many connections are being made at this moment.", {
    retryAfterS: STATE_LIFE_MS / SECOND_MS,
    nextStep: "Wait 15 minutes, then try again.",
  });
}
