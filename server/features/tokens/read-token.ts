import type { AppContext } from "../../app-context.js";
import type { TokenRow } from "../../db/schema/tokens.js";
import { NEXT_STEPS } from "../../instagram/cause-steps.js";
import { type FailureCause, InstagramError, isReconnectCause } from "../../instagram/errors.js";
import { CannotOpen, unseal } from "../../lib/seal.js";
import type { Secret } from "../../lib/secret.js";
import { lastKnownError } from "../audit/loaders.js";
import { encryptionContext } from "./save-token.js";
import { selectToken } from "./store.js";
import { tokenHealth } from "./token-health.js";

/** A decrypted token. `issuedAt` identifies it, so that the result of a call is never recorded on a later token. */
export interface OpenToken {
  secret: Secret;
  issuedAt: Date;
}

/**
 * Decrypts one account's token for a call. No other file decrypts tokens.
 * @throws {InstagramError} when it is missing, expired or revoked: no call can succeed
 */
export async function readToken(app: AppContext, accountId: string): Promise<OpenToken> {
  const row = await selectToken(app.db, accountId);
  if (!row) throw await lost(app, accountId, "TOKEN_REVOKED");
  return { secret: await openToken(app, row), issuedAt: row.issuedAt };
}

export async function openToken(app: AppContext, row: TokenRow): Promise<Secret> {
  const { accountId, sealed, failureCause } = row;
  const health = tokenHealth({ ...row, usable: sealed !== null }, app.clock.now());
  if (health === "EXPIRED") throw await expiredCause(app, row);
  if (health === "REVOKED" || sealed === null) {
    const known = failureCause as FailureCause | null;
    const cause = known && isReconnectCause(known) ? known : "TOKEN_REVOKED";
    throw await lost(app, accountId, cause);
  }
  return await openSealed(app, accountId, sealed);
}

/**
 * Decrypts an account's stored token, whatever its state.
 * @throws {InstagramError} APP_MISCONFIGURED when SECRET_KEYS cannot decrypt it
 */
export async function openSealed(app: AppContext, accountId: string, sealed: string): Promise<Secret> {
  try {
    return await unseal(app.config.secretKeys, sealed, encryptionContext(accountId));
  } catch (error) {
    if (!(error instanceof CannotOpen)) throw error;
    throw new InstagramError(`SECRET_KEYS does not open this account's token: ${error.message}.`, {
      failureCause: "APP_MISCONFIGURED",
      nextStep:
        "Restore the key that encrypted it, or connect the account again; `npm run cli -- doctor` names the key.",
    });
  }
}

async function lost(app: AppContext, accountId: string, cause: FailureCause): Promise<InstagramError> {
  const message = "Instagram no longer accepts this account's token.";
  return await lastKnownError(app, accountId, { cause, message, nextStep: NEXT_STEPS[cause] });
}

/** Unless Instagram reported the expiry, it follows from the date, and holds only while the clock is right. */
async function expiredCause(app: AppContext, { accountId, failureCause }: TokenRow): Promise<InstagramError> {
  const cause = "TOKEN_EXPIRED";
  const isInferred = failureCause !== cause;
  const message = "This account's token has expired.";
  return await lastKnownError(app, accountId, { cause, message, nextStep: NEXT_STEPS[cause], isInferred });
}
