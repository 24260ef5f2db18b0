import type { AppContext } from "../../app-context.js";
import type { Viewer } from "../../viewer.js";
import { requireAccount } from "../accounts/require-account.js";
import { eraseAccount } from "./erase-account.js";

/**
 * Deletes the token and every row and file of the account, and returns its id. Of two concurrent callers, the second
 * gets NOT_FOUND.
 * @throws {ApiError} NOT_FOUND when the viewer may not see it
 */
export async function disconnectAccount(app: AppContext, accountId: string, by: Viewer): Promise<string> {
  await requireAccount(app, by, accountId);
  const reason = by.kind === "OWNER" ? "OWNER" : "OPERATOR";
  await eraseAccount(app, accountId, { by, reason, action: "account.disconnected" });
  return accountId;
}
