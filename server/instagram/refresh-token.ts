import type { Secret } from "../lib/secret.js";
import { type ClientContext, endpoint, withQuery } from "./client-context.js";
import { decided, diagnosePermission, readAccountType } from "./diagnose-permission.js";
import { InstagramError, isReconnectCause } from "./errors.js";
import { type LongLivedToken, longLivedTokenSchema } from "./schemas.js";
import type { CallOptions, RefreshOptions } from "./types.js";

/**
 * Extends a token by sixty days. The new token may equal the old one: store it either way.
 *
 * If an earlier response was lost, or the token may be too young, a rejection counts only if `/me` rejects the token too:
 * Instagram may already have refreshed it.
 */
export async function refreshToken(
  client: ClientContext,
  token: Secret,
  options: RefreshOptions,
): Promise<LongLivedToken> {
  let isSuspected = options.isSuspected ?? false;
  const received: ClientContext = {
    ...client,
    onCall(call) {
      if (call.status === null) isSuspected = true;
      client.onCall(call);
    },
  };
  try {
    return await requestRefresh(received, token, options);
  } catch (failure) {
    if (!(failure instanceof InstagramError) || !isSuspected || !isLost(failure)) throw failure;
    throw await strongerOf(failure, readAccountType(client, token, options.signal));
  }
}

function requestRefresh(client: ClientContext, token: Secret, { signal }: CallOptions): Promise<LongLivedToken> {
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

/** Code 190 or 102: the token itself is rejected. */
function isLost({ code, failureCause }: InstagramError): boolean {
  return (code === 190 || code === 102) && isReconnectCause(failureCause);
}

async function strongerOf(rejected: InstagramError, proof: Promise<unknown>): Promise<unknown> {
  try {
    await proof;
  } catch (second) {
    if (!(second instanceof InstagramError) || !isLost(second)) return second;
    return rejected.failureCause === "TOKEN_REVOKED" ? second : rejected;
  }
  return decided(rejected, "INSTAGRAM_REJECTED");
}
