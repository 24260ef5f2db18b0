import { DAY_MS } from "../lib/clock.js";
import { checkPermission } from "./check-token.js";
import { LONG_TOKEN_LIFE_MS, type Sandbox } from "./create-sandbox.js";
import { GraphError } from "./errors.js";
import type { GraphCall } from "./graph-call.js";
import { type Grant, mintGrant } from "./tokens.js";

/**
 * Exchanges a token of at least 24 hours for a new one of 60 days. The old one stays valid until its expiry. NOTE: the
 * platform's message for a younger token is unknown; this one is invented.
 */
export function refreshToken(sandbox: Sandbox, { query }: GraphCall, grant: Grant): unknown {
  if (query.get("grant_type") !== "ig_refresh_token") {
    throw new GraphError(100, "(#100) The parameter grant_type must be ig_refresh_token");
  }
  if (grant.kind !== "long") throw new GraphError(100, "(#100) Only a long-lived access token can be refreshed");
  checkPermission(sandbox, grant, "else");
  if (sandbox.clock.now().getTime() - grant.issuedAtMs < DAY_MS) {
    throw new GraphError(100, "(#100) The access token must be at least 24 hours old to be refreshed");
  }
  return {
    access_token: mintGrant(sandbox, { kind: "long", member: grant.member, permissions: grant.permissions }),
    token_type: "bearer",
    expires_in: LONG_TOKEN_LIFE_MS / 1000,
    permissions: grant.permissions.join(","),
  };
}
