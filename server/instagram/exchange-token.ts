import type { Secret } from "../lib/secret.js";
import { type ClientContext, endpoint, withQuery } from "./client-context.js";
import { diagnosePermission } from "./diagnose-permission.js";
import { requireScope } from "./exchange-code.js";
import { type LongLivedToken, longLivedTokenSchema } from "./schemas.js";
import type { CallOptions } from "./types.js";

/** Exchanges a token valid for one hour for one valid for sixty days. */
export async function exchangeToken(
  client: ClientContext,
  shortLived: Secret,
  { signal }: CallOptions,
): Promise<LongLivedToken> {
  const { appSecret, graphUrl } = client.settings;
  const token = await diagnosePermission(client, shortLived, {
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
