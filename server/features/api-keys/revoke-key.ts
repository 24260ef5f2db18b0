import { type AppContext, inTransaction } from "../../app-context.js";
import { ApiError } from "../../lib/errors.js";
import type { Viewer } from "../../viewer.js";
import { recordEvent, recordEvents } from "../audit/record-event.js";
import { type KeyView, keyView } from "./list-keys.js";
import { lockKey, lockKeys, markRevoked, updateKeyRow } from "./store.js";
import { invalidateKey } from "./verify-key.js";

/**
 * Revokes a key in every process within seconds. Idempotent.
 * @throws {ApiError} NOT_FOUND
 */
export async function revokeKey(app: AppContext, id: string, by: Viewer): Promise<KeyView> {
  return await inTransaction(app, async (app) => {
    const row = await lockKey(app.db, id, app.config.mode === "sandbox");
    if (!row) throw new ApiError("NOT_FOUND", "There is no API key with this id.");
    if (row.revokedAt) return keyView(row);
    const revokedAt = app.clock.now();
    await updateKeyRow(app.db, id, { revokedAt });
    await recordEvent(app, { by, action: "key.revoked", accountId: null, subject: id });
    await invalidateKey(app, id);
    app.log.info({ keyId: id }, "key revoked");
    return keyView({ ...row, revokedAt });
  });
}

/**
 * Revokes many keys, all or none, in every process within seconds. Returns how many worked until now; only these get an
 * event.
 * @throws {ApiError} NOT_FOUND when a key does not exist
 */
export async function revokeKeys(app: AppContext, ids: readonly string[], by: Viewer): Promise<number> {
  const unique = [...new Set(ids)];
  return await inTransaction(app, async (app) => {
    const rows = await lockKeys(app.db, unique, app.config.mode === "sandbox");
    if (rows.length < unique.length) throw new ApiError("NOT_FOUND", "There is no API key with one of these ids.");
    const keyIds = rows.filter(({ revokedAt }) => revokedAt === null).map(({ id }) => id);
    const [first] = keyIds;
    if (first === undefined) return 0;
    await markRevoked(app.db, keyIds, app.clock.now());
    await recordEvents(
      app,
      keyIds.map((subject) => ({ by, action: "key.revoked", accountId: null, subject })),
    );
    // One message clears the whole cache.
    await invalidateKey(app, first);
    app.log.info({ keyIds }, "keys revoked");
    return keyIds.length;
  });
}
