import type { AppContext } from "../../app-context.js";
import { ApiError } from "../../lib/errors.js";
import { redeemRow } from "./link-store.js";

/**
 * Spends a link on the account that was just connected; call it in the transaction that keeps the account, so that of two
 * who open one link at once one account is stored.
 *
 * @throws {ApiError} STATE_INVALID when it was spent or withdrawn meanwhile
 */
export async function redeemLink(app: AppContext, id: string, accountId: string): Promise<void> {
  if (await redeemRow(app.db, { id, at: app.clock.now(), accountId })) return;
  throw new ApiError("STATE_INVALID", "This link was used or withdrawn while you were on Instagram's page.", {
    nextStep: "Ask whoever sent it to you for another one.",
  });
}
