import type { AppContext } from "../../app-context.js";
import { InstagramError } from "../../instagram/errors.js";
import { readToken } from "./read-token.js";
import { selectWitnesses } from "./store.js";

const OPERATION_MS = 7_000;
const WITNESSES_MAX = 3;

/** SILENT: other accounts were asked, and none of their answers tells anything. NOBODY: there is no other account. */
export type Witness = "SERVED" | "REFUSED" | "SILENT" | "NOBODY";

/**
 * Asks `/me` of other accounts, those that were served last, until one answer tells whether an account's refusal is the app's.
 * SERVED: it is this account's own. REFUSED: others are refused alike.
 */
export async function askWitness(app: AppContext, accountId: string | null): Promise<Witness> {
  const { mode, instagram } = app.config;
  const scope = { sandbox: mode === "sandbox", appId: instagram.appId };
  const now = app.clock.now();
  const witnesses = await selectWitnesses(app.db, scope, { accountId, now, limit: WITNESSES_MAX });
  for (const witness of witnesses) {
    const said = await askOne(app, witness);
    if (said !== "SILENT") return said;
  }
  return witnesses.length === 0 ? "NOBODY" : "SILENT";
}

async function askOne(app: AppContext, witness: string): Promise<"SERVED" | "REFUSED" | "SILENT"> {
  try {
    const { secret } = await readToken(app, witness);
    await app.instagram.forAccount(witness).readAccountType(secret, { signal: AbortSignal.timeout(OPERATION_MS) });
    return "SERVED";
  } catch (error) {
    if (!(error instanceof InstagramError)) throw error;
    const isAlike = error.failureCause === "PERMISSION_MISSING" && error.isAmbiguous;
    return isAlike || error.failureCause === "APP_BLOCKED" ? "REFUSED" : "SILENT";
  }
}
