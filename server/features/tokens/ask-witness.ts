import type { AppContext } from "../../app-context.js";
import { InstagramError, isReconnectCause } from "../../instagram/errors.js";
import { readToken } from "./read-token.js";
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
  const token = await readToken(app, witness).catch(unlessOfInstagram);
  if (!token) return "SILENT";
  const signal = AbortSignal.timeout(OPERATION_MS);
  const call = app.instagram.forAccount(witness).readAccountType(token.secret, { signal });
  const failure = await call.then(() => null, ofInstagram);
  if (!failure) return "SERVED";
  const isAlike = failure.failureCause === "PERMISSION_MISSING" && failure.isAmbiguous;
  if (isAlike || failure.failureCause === "APP_BLOCKED") return "REFUSED";
  if (isReconnectCause(failure.failureCause)) await recordRevocation(app, { accountId: witness, ...token }, failure);
  return "SILENT";
}

function unlessOfInstagram(error: unknown): null {
  ofInstagram(error);
  return null;
}

function ofInstagram(error: unknown): InstagramError {
  if (error instanceof InstagramError) return error;
  throw error;
}
