import type { LinkRowFragment } from "../gql/graphql.js";

export type LinkState = "WAITING" | "USED" | "REVOKED" | "EXPIRED";

/** What has become of a connect link by now; the first thing that ended it counts. */
export function linkState({ usedAt, revokedAt, expiresAt }: LinkRowFragment, now: Date): LinkState {
  if (usedAt) return "USED";
  if (revokedAt) return "REVOKED";
  return new Date(expiresAt) <= now ? "EXPIRED" : "WAITING";
}
