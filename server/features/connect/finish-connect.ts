import type { AppContext } from "../../app-context.js";
import type { OauthStateRow } from "../../db/schema/oauth-states.js";
import { ApiError } from "../../lib/errors.js";
import { hashOf } from "../../lib/id.js";
import { SYSTEM, type Viewer } from "../../viewer.js";
import { requireAccount } from "../accounts/require-account.js";
import { allowProbe } from "../rate-limits/guard-calls.js";
import type { Initiator } from "./initiator.js";
import { findAccounts } from "./save-account.js";
import { fetchGrantDetails, OPERATION_MS, saveConnection, type TokenGrant } from "./save-connection.js";
import { settleState } from "./settle-handshake.js";
import { isStateConsumed, markStateUsed } from "./state-store.js";
import { validateRedirectUri } from "./validate-redirect-uri.js";

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

/**
 * Finishes an OAuth flow with the redirect's code, and returns the account's id. Stores the encrypted token, the profile and
 * the newest posts; a job reads older posts. Checks the redirect URI, then the state, then the code. Stores everything or
 * nothing.
 *
 * @throws {ApiError} REDIRECT_URI_NOT_ALLOWED, STATE_INVALID, CODE_REJECTED, WRONG_ACCOUNT, ACCOUNT_NOT_PROFESSIONAL,
 * PERMISSION_MISSING, and the codes of Instagram's other failures
 */
export async function finishConnect(app: AppContext, request: ConnectReturn): Promise<string> {
  validateRedirectUri(app, request.redirectUri);
  const state = request.state === null ? null : await consumeState(app, request, request.state);
  await allowProbe(app, null);
  const signal = AbortSignal.timeout(OPERATION_MS);
  const granted = await exchange(app, request, signal);
  await rejectWrongAccount(app, granted, state?.accountId ?? null);
  const { reference = null, linkId = null } = state ?? {};
  return await saveConnection(app, { granted, by: request.viewer, reference, linkId, action: "connected" });
}

/** Consumes the state, whether or not the flow succeeds. */
async function consumeState(app: AppContext, request: ConnectReturn, state: string): Promise<OauthStateRow> {
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
  const isSpent = !row && (await isStateConsumed(app.db, { hash: hashOf(state), initiatedBy: request.caller, now }));
  if (isSpent) throw new StateAlreadyUsedError();
  throw new ApiError("STATE_INVALID", "This state is unknown, has run out, or belongs to someone else.");
}

async function exchange(app: AppContext, request: ConnectReturn, signal: AbortSignal): Promise<TokenGrant> {
  const { instagram } = app;
  try {
    const short = await instagram.exchangeCode({ code: request.code, redirectUri: request.redirectUri }, { signal });
    const long = await instagram.exchangeToken(short.accessToken, { signal });
    const token = { ...long, permissions: long.permissions ?? short.permissions, estimated: false, refreshedAt: null };
    return await fetchGrantDetails(app, { token, exchangeUserId: short.userId, signal });
  } catch (error) {
    throw await settleState(app, error);
  }
}

async function rejectWrongAccount(app: AppContext, { profile }: TokenGrant, accountId: string | null): Promise<void> {
  if (accountId === null || (await findAccounts(app, profile)).includes(accountId)) return;
  const wanted = await requireAccount(app, SYSTEM, accountId);
  throw new ApiError("WRONG_ACCOUNT", `This link is for @${wanted.username}, and @${profile.username} came back.`, {
    nextStep: `You are logged in to Instagram as @${profile.username}; this link is for @${wanted.username}. Log out there and open it again.`,
  });
}
