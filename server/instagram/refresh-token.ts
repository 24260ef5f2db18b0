import type { Secret } from "../lib/secret.js";
import { askSurely } from "./ask-surely.js";
import type { CallOptions } from "./client.js";
import { type Edge, endpoint, withQuery } from "./edge.js";
import { type LongLivedToken, longLivedTokenShape } from "./shapes.js";

/** Renews a token's sixty days. The token that comes back may be another one or the same: keep what came back. */
export function refreshToken(edge: Edge, token: Secret, { signal }: CallOptions): Promise<LongLivedToken> {
  return askSurely(edge, token, {
    call: "refreshToken",
    request: () => ({
      url: withQuery(endpoint(edge.settings.graphUrl, "refresh_access_token"), {
        grant_type: "ig_refresh_token",
        access_token: token.reveal(),
      }),
    }),
    shape: longLivedTokenShape,
    bytesMax: 1_000_000,
    secrets: [token],
    signal,
  });
}
