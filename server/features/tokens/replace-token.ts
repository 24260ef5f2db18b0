import type { AppContext } from "../../app-context.js";
import type { AccountRow } from "../../db/schema/accounts.js";
import { type GrantedToken, saveToken } from "./save-token.js";
import { selectToken } from "./store.js";
import { tokenHealth } from "./token-health.js";

const WORKING = new Set(["HEALTHY", "DUE", "EXPIRING"]);

/** False, and nothing stored, without a working token. Call it in a transaction that locks the account. */
export async function replaceWorkingToken(
  app: AppContext,
  account: Pick<AccountRow, "id" | "appId">,
  token: GrantedToken,
): Promise<boolean> {
  const row = await selectToken(app.db, account.id);
  if (!row) return false;
  const usable = row.sealed !== null && account.appId === app.config.instagram.appId;
  if (!WORKING.has(tokenHealth({ ...row, usable }, app.clock.now()))) return false;
  await saveToken(app, account.id, token);
  return true;
}
