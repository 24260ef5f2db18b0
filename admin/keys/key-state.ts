import type { ApiKeyScope, KeyRowFragment } from "../gql/graphql.js";

export type KeyState = "GOOD" | "EXPIRED" | "REVOKED";

/** Whether a key still opens anything. */
export function keyState({ revokedAt, expiresAt }: KeyRowFragment, now: Date): KeyState {
  if (revokedAt) return "REVOKED";
  return expiresAt && new Date(expiresAt) <= now ? "EXPIRED" : "GOOD";
}

/** What a key may do, in words. */
export const SCOPE_WORDS: Record<ApiKeyScope, string> = {
  READ: "read posts and profiles",
  REFRESH: "see tokens, refresh and sync",
  CONNECT: "connect accounts",
};

const NAMED_MAX = 3;

/** The accounts that a key reads, in words, such as "@bakery, @florist and 4 more". */
export function readsWords({ allAccounts, accounts }: Pick<KeyRowFragment, "allAccounts" | "accounts">): string {
  if (allAccounts) return "all accounts";
  if (accounts.length === 0) return "no account any more";
  const named = accounts.slice(0, NAMED_MAX).map(({ username }) => `@${username}`);
  const moreCount = accounts.length - named.length;
  return moreCount > 0 ? `${named.join(", ")} and ${moreCount} more` : named.join(", ");
}
