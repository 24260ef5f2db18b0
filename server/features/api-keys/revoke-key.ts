import { type AppContext, inTransaction } from "../../app-context.js";
import { ApiError } from "../../lib/errors.js";
import type { Viewer } from "../../viewer.js";
import { recordEvent } from "../audit/record-event.js";
import { type KeyView, keyView } from "./list-keys.js";
import { lockKey, updateKeyRow } from "./store.js";
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
