import { checkPermission } from "./check-token.js";
import { LONG_TOKEN_LIFE_MS, type Sandbox } from "./create-sandbox.js";
import { GraphError } from "./errors.js";
import type { GraphCall } from "./graph-call.js";
import { type Grant, mintGrant } from "./tokens.js";

/** Exchanges a short-lived token for one of 60 days. The short-lived one stays valid for its hour. */
export function exchangeToken(sandbox: Sandbox, { query }: GraphCall, grant: Grant): unknown {
  if (query.get("grant_type") !== "ig_exchange_token") {
    throw new GraphError(100, "(#100) The parameter grant_type must be ig_exchange_token");
  }
  const secret = query.get("client_secret");
  if (!secret) throw new GraphError(100, "(#100) The parameter client_secret is required");
  if (secret !== sandbox.appSecret.reveal()) throw new GraphError(101, "Error validating client secret.");
  if (grant.kind !== "short") {
    throw new GraphError(
      452,
      "Session key invalid. This could be because the session key has an incorrect format, or because the user has revoked this session",
    );
  }
  checkPermission(sandbox, grant, "else");
  return {
    access_token: mintGrant(sandbox, { kind: "long", member: grant.member, permissions: grant.permissions }),
    token_type: "bearer",
    expires_in: LONG_TOKEN_LIFE_MS / 1000,
  };
}
