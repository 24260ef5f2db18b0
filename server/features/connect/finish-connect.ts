import type { AppContext } from "../../app-context.js";
import type { OauthStateRow } from "../../db/schema/oauth-states.js";
import { ApiError } from "../../lib/errors.js";
import { SYSTEM } from "../../viewer.js";
import { requireAccount } from "../accounts/require-account.js";
import { allowProbe } from "../rate-limits/guard-calls.js";
import { type ConnectReturn, consumeState } from "./consume-state.js";
import { findAccounts } from "./save-account.js";
import { fetchGrantDetails, OPERATION_MS, saveConnection, type TokenGrant } from "./save-connection.js";
import { settleState } from "./settle-handshake.js";
import { validateRedirectUri } from "./validate-redirect-uri.js";

/**
 * Finishes an OAuth flow with the redirect's code, and returns the account's id. Stores the encrypted token, the
 * profile and the newest posts; a job reads older posts. Checks the redirect URI, then the state, then the code. Stores
 * everything or nothing.
 * @throws {ApiError} REDIRECT_URI_NOT_ALLOWED, STATE_INVALID, CODE_REJECTED, WRONG_ACCOUNT, ACCOUNT_NOT_PROFESSIONAL,
 * PERMISSION_MISSING, and the codes of Instagram's other failures
 */
export async function finishConnect(app: AppContext, request: ConnectReturn): Promise<string> {
  validateRedirectUri(app, request.redirectUri);
  const state = request.state === null ? null : await consumeState(app, request, request.state);
  if (state?.purpose === "LOGIN") throw new ApiError("STATE_INVALID", "This state is for logging in.");
  return await completeConnect(app, request, state);
}

export async function completeConnect(
  app: AppContext,
  request: ConnectReturn,
  state: OauthStateRow | null,
): Promise<string> {
  await allowProbe(app, null);
  const signal = AbortSignal.timeout(OPERATION_MS);
  const granted = await exchange(app, request, signal);
  await rejectWrongAccount(app, granted, state?.accountId ?? null);
  const { reference = null, linkId = null } = state ?? {};
  return await saveConnection(app, { granted, by: request.viewer, reference, linkId, action: "connected" });
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
  const account = await requireAccount(app, SYSTEM, accountId);
  throw new ApiError("WRONG_ACCOUNT", `This link is for @${account.username}, but @${profile.username} logged in.`, {
    nextStep: `You are logged in to Instagram as @${profile.username}; this link is for @${account.username}. Log out there and open it again.`,
  });
}
