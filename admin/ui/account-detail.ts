import type { AccountQuery } from "../gql/graphql.js";

/** What the page of one account reads. */
export type AccountDetail = NonNullable<AccountQuery["account"]>;

/** Whether only its owner can bring an account back to life. */
export function isReconnectNeeded({ status, token }: Pick<AccountDetail, "status" | "token">): boolean {
  return status === "RECONNECT_REQUIRED" || !token || token.health === "EXPIRED" || token.health === "REVOKED";
}
