import type { Secret } from "../lib/secret.js";
import type { CallOptions } from "./client.js";
import { type ClientContext, endpoint, withQuery } from "./client-context.js";
import { diagnosePermission } from "./diagnose-permission.js";
import { requireScope } from "./exchange-code.js";
import { type LongLivedToken, longLivedTokenSchema } from "./schemas.js";

/** Exchanges a token that lives an hour for one that lives sixty days. */
export async function exchangeToken(
  edge: ClientContext,
  shortLived: Secret,
  { signal }: CallOptions,
): Promise<LongLivedToken> {
  const { appSecret, graphUrl } = edge.settings;
  const token = await diagnosePermission(edge, shortLived, {
    call: "exchangeToken",
    request: () => ({
      url: withQuery(endpoint(graphUrl, "access_token"), {
        grant_type: "ig_exchange_token",
        client_secret: appSecret.reveal(),
        access_token: shortLived.reveal(),
      }),
    }),
    shape: longLivedTokenSchema,
    bytesMax: 1_000_000,
    secrets: [shortLived, appSecret],
    signal,
  });
  requireScope(token.permissions);
  return token;
}
