import { type AppContext, inTransaction } from "../../app-context.js";
import { SYSTEM } from "../../viewer.js";
import { stopSyncs } from "../accounts/stop-syncs.js";
import { recordEvent, recordSparingly } from "../audit/record-event.js";
import { forgetToken } from "../tokens/forget-token.js";
import { findByInstagramIds } from "./find-by-instagram-id.js";
import { type SignedRequest, SKEW_MS } from "./signed-request.js";
import { lockAccount } from "./store.js";
import { isTestRequest } from "./test-request.js";

/**
 * Deletes the token of a person who removed the app at Instagram. The account becomes RECONNECT_REQUIRED with cause
 * APP_REMOVED; its data stays until it is erased. Ignores a request older than the token: a replay, or the person has
 * reconnected.
 */
export async function deauthorize(app: AppContext, request: SignedRequest): Promise<void> {
  if (isTestRequest(request)) return;
  const [match = "NOT_FOUND"] = await findByInstagramIds(app, [request.userId]);
  const event = { by: SYSTEM, action: "account.deauthorized" } as const;
  if (typeof match === "string")
    return void (await recordSparingly(app, { ...event, accountId: null, outcome: match }));
  const { accountId } = match;
  const before = new Date(request.issuedAt.getTime() + SKEW_MS);
  const isForgotten = await inTransaction(app, async (app) => {
    // Locks the account before its token, as a sync does.
    if (!(await lockAccount(app.db, accountId))) return false;
    if (!(await forgetToken(app, accountId, { cause: "APP_REMOVED", issuedBefore: before }))) return false;
    await stopSyncs(app, accountId, "APP_REMOVED");
    await recordEvent(app, { ...event, accountId });
    return true;
  });
  if (isForgotten) app.log.info({ accountId }, "token forgotten: the owner removed the app");
}
