import type { AppContext } from "../../app-context.js";
import type { AccountRow } from "../../db/schema/accounts.js";
import { ApiError } from "../../lib/errors.js";
import { accessScopeOf, type Viewer } from "../../viewer.js";
import { selectVisibleAccount } from "./store.js";

export type { AccountRow } from "../../db/schema/accounts.js";

/**
 * The account that a viewer may change: for an owner only their own, although they may read others.
 * @throws {ApiError} NOT_FOUND, with the same message for a forbidden and a missing account
 */
export async function requireAccount(app: AppContext, viewer: Viewer, id: string): Promise<AccountRow> {
  const accessScope = accessScopeOf(viewer, app.config);
  const accountIds = viewer.kind === "OWNER" ? [viewer.accountId] : accessScope.accountIds;
  const row = await selectVisibleAccount(app.db, id, { ...accessScope, accountIds });
  if (!row) throw new ApiError("NOT_FOUND", "There is no account with this id.");
  return row;
}

/** @throws {ApiError} RECONNECT_REQUIRED when another Instagram app connected the account: its token is unusable here */
export function assertSameApp(app: AppContext, account: Pick<AccountRow, "appId">): void {
  if (account.appId === app.config.instagram.appId) return;
  throw new ApiError("RECONNECT_REQUIRED", "This account was connected through another Instagram app.");
}
