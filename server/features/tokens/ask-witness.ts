import type { AppContext } from "../../app-context.js";
import { InstagramError, isReconnectCause } from "../../instagram/errors.js";
import { type OpenToken, readToken } from "./read-token.js";
import { selectWitnesses } from "./store.js";
import { recordRevocation } from "./token-failure.js";

const OPERATION_MS = 7_000;
const WITNESSES_MAX = 3;

/** SILENT: calls for other accounts proved nothing. NOBODY: there is no other account. */
export type Witness = "SERVED" | "REFUSED" | "SILENT" | "NOBODY";

/**
 * Calls `/me` for other accounts, the last successful ones first, until a response shows whose refusal it is.
 * SERVED: it concerns only this account. REFUSED: it concerns the whole app.
 */
export async function probeOthers(app: AppContext, accountId: string | null): Promise<Witness> {
  const { mode, instagram } = app.config;
  const scope = { sandbox: mode === "sandbox", appId: instagram.appId };
  const now = app.clock.now();
  const witnesses = await selectWitnesses(app.db, scope, { accountId, now, limit: WITNESSES_MAX });
  for (const witness of witnesses) {
    const result = await probeOne(app, witness);
    if (result !== "SILENT") return result;
  }
  return witnesses.length === 0 ? "NOBODY" : "SILENT";
}

/** A witness whose own token turns out to be revoked is marked: its next sync may be hours away. */
async function probeOne(app: AppContext, witness: string): Promise<"SERVED" | "REFUSED" | "SILENT"> {
  let token: OpenToken | null = null;
  try {
    token = await readToken(app, witness);
    const signal = AbortSignal.timeout(OPERATION_MS);
    await app.instagram.forAccount(witness).readAccountType(token.secret, { signal });
    return "SERVED";
  } catch (error) {
    if (!(error instanceof InstagramError)) throw error;
    const isAlike = error.failureCause === "PERMISSION_MISSING" && error.isAmbiguous;
    if (isAlike || error.failureCause === "APP_BLOCKED") return "REFUSED";
    // Without a token there was no call.
    if (token && isReconnectCause(error.failureCause)) {
      await recordRevocation(app, { accountId: witness, issuedAt: token.issuedAt }, error);
    }
    return "SILENT";
  }
}
