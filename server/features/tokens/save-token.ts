import type { AppContext } from "../../app-context.js";
import type { LongLivedToken } from "../../instagram/schemas.js";
import { SECOND_MS } from "../../lib/clock.js";
import { seal } from "../../lib/seal.js";
import { type NewToken, upsertToken } from "./store.js";
import { plannedRefreshAt } from "./token-health.js";

export async function saveToken(app: AppContext, accountId: string, token: GrantedToken): Promise<void> {
  await upsertToken(app.db, await sealedToken(app, accountId, token));
}

export interface GrantedToken extends LongLivedToken {
  estimated: boolean;
  refreshedAt: Date | null;
}

export async function sealedToken(app: AppContext, accountId: string, token: GrantedToken): Promise<NewToken> {
  const issuedAt = app.clock.now();
  const expiresAt = new Date(issuedAt.getTime() + token.expiresInS * SECOND_MS);
  return {
    accountId,
    sandbox: app.config.mode === "sandbox",
    appId: app.config.instagram.appId,
    sealed: await seal(app.config.secretKeys, token.accessToken, encryptionContext(accountId)),
    issuedAt,
    expiresAt,
    refreshedAt: token.refreshedAt,
    estimated: token.estimated,
    scopes: token.permissions,
    // A token with estimated dates may be in its last hour: refresh it at once, and again in a day if it is too young.
    nextRefreshAt: token.estimated ? issuedAt : plannedRefreshAt({ accountId, issuedAt, expiresAt }),
    failureCause: null,
    failureFirstAt: null,
    failureLastAt: null,
    failureAttempts: 0,
  };
}

/** The token does not decrypt in another account's row. */
export function encryptionContext(accountId: string): string {
  return `token:${accountId}`;
}
