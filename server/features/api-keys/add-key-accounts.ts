import { type AppContext, inTransaction } from "../../app-context.js";
import type { Viewer } from "../../viewer.js";
import { recordEvent } from "../audit/record-event.js";
import { addAccounts } from "./store.js";
import { lockActiveKey } from "./update-key.js";
import { assertAccountCount, assertAccounts } from "./validate-key-input.js";
import { invalidateKey } from "./verify-key.js";

/**
 * Adds accounts to those that a key may read. Returns how many it could not read before; a key that reads all accounts
 * gains none. Idempotent.
 * @throws {ApiError} NOT_FOUND, and BAD_USER_INPUT for a revoked key, an unknown account or too many
 */
export async function addKeyAccounts(
  app: AppContext,
  { id, accountIds }: { id: string; accountIds: readonly string[] },
  by: Viewer,
): Promise<number> {
  return await inTransaction(app, async (app) => {
    const key = await lockActiveKey(app, id);
    if (key.allAccounts) return 0;
    await assertAccounts(app, accountIds);
    const addedCount = await addAccounts(app.db, id, accountIds);
    if (addedCount === 0) return 0;
    assertAccountCount(key.accountIds.length + addedCount);
    await recordEvent(app, { by, action: "key.updated", accountId: null, subject: id });
    await invalidateKey(app, id);
    app.log.info({ keyId: id, addedCount }, "accounts added to key");
    return addedCount;
  });
}
