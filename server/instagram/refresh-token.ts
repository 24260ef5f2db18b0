import type { Secret } from "../lib/secret.js";
import { type ClientContext, endpoint, withQuery } from "./client-context.js";
import { decided, diagnosePermission, readAccountType } from "./diagnose-permission.js";
import { InstagramError, isReconnectCause } from "./errors.js";
import { type LongLivedToken, longLivedTokenSchema } from "./schemas.js";
import type { CallOptions, RefreshOptions } from "./types.js";

/**
 * Renews a token's sixty days. The token that comes back may be another one or the same: keep what came back.
 *
 * Where the answer to an earlier try was lost, or the token may be too young, a refusal of the token is believed only when
 * `/me` refuses it too: Instagram may have renewed it before.
 */
export async function refreshToken(
  client: ClientContext,
  token: Secret,
  options: RefreshOptions,
): Promise<LongLivedToken> {
  let isSuspected = options.isSuspected ?? false;
  const heard: ClientContext = {
    ...client,
    onCall(call) {
      if (call.status === null) isSuspected = true;
      client.onCall(call);
    },
  };
  try {
    return await askFresh(heard, token, options);
  } catch (failure) {
    if (!(failure instanceof InstagramError) || !isSuspected || !isLost(failure)) throw failure;
    throw await provedBy(failure, readAccountType(client, token, options.signal));
  }
}

function askFresh(client: ClientContext, token: Secret, { signal }: CallOptions): Promise<LongLivedToken> {
  return diagnosePermission(client, token, {
    call: "refreshToken",
    request: () => ({
      url: withQuery(endpoint(client.settings.graphUrl, "refresh_access_token"), {
        grant_type: "ig_refresh_token",
        access_token: token.reveal(),
      }),
    }),
    shape: longLivedTokenSchema,
    bytesMax: 1_000_000,
    secrets: [token],
    signal,
  });
}

/** Code 190 or 102: it is the token that is refused. */
function isLost({ code, failureCause }: InstagramError): boolean {
  return (code === 190 || code === 102) && isReconnectCause(failureCause);
}

/** Of two refusals the one that says more. */
async function provedBy(refused: InstagramError, proof: Promise<unknown>): Promise<unknown> {
  try {
    await proof;
  } catch (second) {
    if (!(second instanceof InstagramError) || !isLost(second)) return second;
    return refused.failureCause === "TOKEN_REVOKED" ? second : refused;
  }
  return decided(refused, "INSTAGRAM_REJECTED");
}
