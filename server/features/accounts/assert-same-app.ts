import type { AppContext } from "../../app-context.js";
import type { AccountRow } from "../../db/schema/accounts.js";
import { ApiError } from "../../lib/errors.js";

/** @throws {ApiError} RECONNECT_REQUIRED when another Instagram app connected the account: its token is unusable here */
export function assertSameApp(app: AppContext, account: Pick<AccountRow, "appId">): void {
  if (account.appId === app.config.instagram.appId) return;
  throw new ApiError("RECONNECT_REQUIRED", "This account was connected through another Instagram app.");
}
