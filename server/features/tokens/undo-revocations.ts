import { type AppContext, inTransaction } from "../../app-context.js";
import { type Undoing, undoSomeRevocations } from "./store.js";

/** As many as there may be accounts. */
const BATCHES_MAX = 10_000;

/**
 * Undoes the revocations of a time span, a thousand a transaction, and returns how many. `settle` does in the same transaction
 * what else changes for these accounts.
 */
export async function undoRevocations(
  app: AppContext,
  undoing: Undoing,
  settle: (app: AppContext, accountIds: string[]) => Promise<void>,
): Promise<number> {
  const scope = { sandbox: app.config.mode === "sandbox", appId: app.config.instagram.appId };
  let count = 0;
  for (let batch = 0; batch < BATCHES_MAX; batch++) {
    const undone = await inTransaction(app, async (app) => {
      const accountIds = await undoSomeRevocations(app.db, scope, undoing);
      if (accountIds.length > 0) await settle(app, accountIds);
      return accountIds.length;
    });
    count += undone;
    if (undone === 0) break;
  }
  return count;
}
