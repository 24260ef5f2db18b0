import type { AppContext } from "../../app-context.js";
import { InstagramError } from "../../instagram/errors.js";
import { readToken } from "./read-token.js";
import { selectWitness } from "./store.js";

const OPERATION_MS = 10_000;

/**
 * Asks `/me` of one other account, the one that was served last, when an account's refusal may be the app's. SERVED: it is this
 * account's own. REFUSED: others are refused alike. UNKNOWN: there is no other account, or its answer tells nothing.
 */
export async function askWitness(app: AppContext, accountId: string | null): Promise<"SERVED" | "REFUSED" | "UNKNOWN"> {
  const { mode, instagram } = app.config;
  const scope = { sandbox: mode === "sandbox", appId: instagram.appId };
  const witness = await selectWitness(app.db, scope, { accountId, now: app.clock.now() });
  if (witness === null) return "UNKNOWN";
  try {
    const { secret } = await readToken(app, witness);
    await app.instagram.of(witness).readAccountType(secret, { signal: AbortSignal.timeout(OPERATION_MS) });
    return "SERVED";
  } catch (error) {
    if (!(error instanceof InstagramError)) throw error;
    const isAlike = error.failureCause === "PERMISSION_MISSING" && error.isAmbiguous;
    return isAlike || error.failureCause === "APP_BLOCKED" ? "REFUSED" : "UNKNOWN";
  }
}
