import type { AppContext } from "../../app-context.js";
import { DAY_MS, SECOND_MS } from "../../lib/clock.js";
import type { Secret } from "../../lib/secret.js";
import type { Viewer } from "../../viewer.js";
import { checkReference } from "../accounts/validate-labels.js";
import { allowProbe } from "../rate-limits/guard-calls.js";
import { fetchGrantDetails, OPERATION_MS, saveConnection } from "./save-connection.js";
import { settleState } from "./settle-handshake.js";

const LIFE_S = (60 * DAY_MS) / SECOND_MS;

/**
 * Imports a long-lived token, and returns the account's id. Instagram does not report a token's age, so its dates are
 * estimates until a refresh confirms them.
 * @throws {ApiError} RECONNECT_REQUIRED when Instagram rejects the token; nothing is stored
 */
export async function importAccount(
  app: AppContext,
  request: { accessToken: Secret; reference: string | null; by: Viewer },
): Promise<string> {
  const { accessToken, by } = request;
  const reference = checkReference(request.reference);
  const token = { accessToken, expiresInS: LIFE_S, permissions: null, estimated: true, refreshedAt: null };
  const signal = AbortSignal.timeout(OPERATION_MS);
  await allowProbe(app, null);
  const granted = await fetchGrantDetails(app, { token, exchangeUserId: null, signal }).catch(
    async (error: unknown) => {
      throw await settleState(app, error);
    },
  );
  return await saveConnection(app, { granted, by, reference, linkId: null, action: "imported" });
}
