import { type AppContext, inTransaction } from "../../app-context.js";
import { hashOf, newId, randomToken } from "../../lib/id.js";
import { Secret } from "../../lib/secret.js";
import type { Viewer } from "../../viewer.js";
import { recordEvent } from "../audit/record-event.js";
import { type KeyView, keyView } from "./list-keys.js";
import { addAccounts, insertKey, replaceFeeds } from "./store.js";
import { assertFuture, type KeyGrant, validateKeyInput } from "./validate-key-input.js";
import { invalidateKey } from "./verify-key.js";

/** `pk_` or `sk_` and six of 43 characters: enough to recognise a key; 220 bits remain secret. */
const PREFIX_LENGTH = 9;

/**
 * Creates an API key. Only this call returns the key; the database stores its hash.
 * @throws {ApiError} BAD_USER_INPUT naming the invalid field
 */
export async function createKey(
  app: AppContext,
  input: KeyGrant,
  by: Viewer,
): Promise<{ apiKey: KeyView; key: Secret }> {
  const { accountIds, feedIds, ...grant } = await validateKeyInput(app, input);
  assertFuture(app, grant.expiresAt);
  const key = `${grant.kind === "SECRET" ? "sk" : "pk"}_${randomToken()}`;
  const row = {
    ...grant,
    id: newId("key"),
    sandbox: app.config.mode === "sandbox",
    hash: hashOf(key),
    prefix: key.slice(0, PREFIX_LENGTH),
    scopes: [...grant.scopes],
    origins: [...grant.origins],
    createdAt: app.clock.now(),
    lastUsedAt: null,
    revokedAt: null,
  };
  await inTransaction(app, async (app) => {
    await insertKey(app.db, row);
    await addAccounts(app.db, row.id, accountIds);
    await replaceFeeds(app.db, row.id, feedIds);
    await recordEvent(app, { by, action: "key.created", accountId: null, subject: row.id });
    await invalidateKey(app, row.id);
  });
  app.log.info({ keyId: row.id, kind: row.kind, scopes: row.scopes }, "key created");
  return { apiKey: keyView({ ...row, accountIds: [...accountIds], feedIds: [...feedIds] }), key: new Secret(key) };
}
