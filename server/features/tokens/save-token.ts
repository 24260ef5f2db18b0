import type { AppContext } from "../../app-context.js";
import type { LongLivedToken } from "../../instagram/schemas.js";
import { SECOND_MS } from "../../lib/clock.js";
import { seal } from "../../lib/seal.js";
import { type NewToken, upsertToken } from "./store.js";
import { plannedRefreshAt } from "./token-health.js";

/** Seals a token that the owner has just granted and puts it in place of an older one; a failure is over with it. */
export async function saveToken(app: AppContext, accountId: string, token: GrantedToken): Promise<void> {
  await upsertToken(app.db, await sealedToken(app, accountId, token));
}

export interface GrantedToken extends LongLivedToken {
  /** True when its dates are a guess, as for a token that was got elsewhere. */
  estimated: boolean;
  /** Null when it was never refreshed here. */
  refreshedAt: Date | null;
}

/** The row of a token issued now. */
export async function sealedToken(app: AppContext, accountId: string, token: GrantedToken): Promise<NewToken> {
  const issuedAt = app.clock.now();
  const expiresAt = new Date(issuedAt.getTime() + token.expiresInS * SECOND_MS);
  return {
    accountId,
    sealed: await seal(app.config.secretKeys, token.accessToken, encryptionContext(accountId)),
    issuedAt,
    expiresAt,
    refreshedAt: token.refreshedAt,
    estimated: token.estimated,
    scopes: token.permissions,
    // What is only estimated may be in its last hour: it is tried at once, and again in a day if Instagram finds it too young.
    nextRefreshAt: token.estimated ? issuedAt : plannedRefreshAt({ accountId, issuedAt, expiresAt }),
    failureCause: null,
    failureFirstAt: null,
    failureLastAt: null,
    failureAttempts: 0,
  };
}

/** What a token is sealed for: in another account's row it does not open. */
export function encryptionContext(accountId: string): string {
  return `token:${accountId}`;
}
