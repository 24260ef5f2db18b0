import { type AppContext, inTransaction } from "../../app-context.js";
import { ApiError } from "../../lib/errors.js";
import type { Viewer } from "../../viewer.js";
import { recordEvent } from "../audit/record-event.js";
import { type KeyView, keyView } from "./list-keys.js";
import { type KeyRow, lockKey, replaceAccounts, replaceFeeds, updateKeyRow } from "./store.js";
import { assertFuture, validateKeyInput } from "./validate-key-input.js";
import { invalidateKey } from "./verify-key.js";

export interface KeyChanges {
  name?: string | null;
  accountIds?: readonly string[] | null;
  allAccounts?: boolean | null;
  feedIds?: readonly string[] | null;
  origins?: readonly string[] | null;
  expiresAt?: Date | null;
}

/**
 * Changes a key in every process at once. `accountIds` ends `allAccounts`, and vice versa; kind and scopes never change.
 *
 * @throws {ApiError} NOT_FOUND, and BAD_USER_INPUT naming the invalid field
 */
export async function updateKey(
  app: AppContext,
  { id, changes, by }: { id: string; changes: KeyChanges; by: Viewer },
): Promise<KeyView> {
  return await inTransaction(app, async (app) => {
    const before = keyView(await lockActiveKey(app, id));
    const allAccounts = changes.allAccounts ?? (changes.accountIds?.length ? false : before.allAccounts);
    const input = {
      ...before,
      name: changes.name ?? before.name,
      allAccounts,
      accountIds: changes.accountIds ?? (allAccounts ? [] : before.accountIds),
      feedIds: changes.feedIds ?? before.feedIds,
      origins: changes.origins ?? before.origins,
      expiresAt: changes.expiresAt === undefined ? before.expiresAt : changes.expiresAt,
    };
    // A key whose accounts are all deleted reads nothing; it may still be renamed or expire.
    const wasEmpty = !before.allAccounts && before.accountIds.length === 0 && before.feedIds.length === 0;
    const mayBeEmpty = wasEmpty && !changes.accountIds && !changes.feedIds;
    const grant = await validateKeyInput(app, input, { mayBeEmpty });
    if (changes.expiresAt) assertFuture(app, changes.expiresAt);
    const { name, origins, expiresAt, accountIds, feedIds } = grant;
    const columns = { name, allAccounts, origins: [...origins], expiresAt };
    await updateKeyRow(app.db, id, columns);
    await replaceAccounts(app.db, id, accountIds);
    if (changes.feedIds) await replaceFeeds(app.db, id, feedIds);
    await recordEvent(app, { by, action: "key.updated", accountId: null, subject: id });
    await invalidateKey(app, id);
    app.log.info({ keyId: id }, "key updated");
    return { ...before, ...columns, accountIds: [...accountIds].sort(), feedIds: [...feedIds].sort() };
  });
}

/**
 * Locks a key that is about to change.
 * @throws {ApiError} NOT_FOUND, and BAD_USER_INPUT for a revoked key
 */
export async function lockActiveKey(app: AppContext, id: string): Promise<KeyRow> {
  const row = await lockKey(app.db, id, app.config.mode === "sandbox");
  if (!row) throw new ApiError("NOT_FOUND", "There is no API key with this id.");
  if (row.revokedAt)
    throw new ApiError("BAD_USER_INPUT", "This key is revoked permanently.", { nextStep: "Create another key." });
  return row;
}
