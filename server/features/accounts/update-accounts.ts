import { type AppContext, inTransaction } from "../../app-context.js";
import { ApiError } from "../../lib/errors.js";
import type { Viewer } from "../../viewer.js";
import { recordEvents } from "../audit/record-event.js";
import { changeAccounts } from "./store.js";
import { type AccountLabels, labelColumns } from "./update-account.js";

export interface AccountUpdate {
  accountId: string;
  input: AccountLabels;
}

const UPDATES_MAX = 500;

/**
 * Does what `updateAccount` does to many accounts, all or none. Returns how many changed; only these get an event.
 * @throws {ApiError} NOT_FOUND when an account does not exist
 * @throws {ApiError} BAD_USER_INPUT for too many updates, two of one account, and as `updateAccount`
 */
export async function updateAccounts(app: AppContext, updates: readonly AccountUpdate[], by: Viewer): Promise<number> {
  if (updates.length > UPDATES_MAX)
    throw new ApiError("BAD_USER_INPUT", `\`updates\` holds ${updates.length} accounts; ${UPDATES_MAX} are allowed.`);
  if (new Set(updates.map(({ accountId }) => accountId)).size < updates.length)
    throw new ApiError("BAD_USER_INPUT", "`updates` names an account twice.");
  const changes = updates.map(({ accountId, input }) => ({ id: accountId, ...labelColumns(input) }));
  const sandbox = app.config.mode === "sandbox";
  return await inTransaction(app, async (app) => {
    const found = await changeAccounts(app.db, { changes, sandbox });
    if (found.length < updates.length) throw new ApiError("NOT_FOUND", "There is no account with one of these ids.");
    const changed = found.filter(({ isChanged }) => isChanged);
    if (changed.length > 0)
      await recordEvents(
        app,
        changed.map(({ id }) => ({ by, action: "account.updated", accountId: id })),
      );
    return changed.length;
  });
}
