import type { KeyRowFragment } from "../gql/graphql.js";
import type { Translate } from "../i18n/use-translate.js";

export type KeyState = "GOOD" | "EXPIRED" | "REVOKED";

/** Whether a key still opens anything. */
export function keyState({ revokedAt, expiresAt }: KeyRowFragment, now: Date): KeyState {
  if (revokedAt) return "REVOKED";
  return expiresAt && new Date(expiresAt) <= now ? "EXPIRED" : "GOOD";
}

const NAMED_MAX = 3;

/** What a key reads, such as "@bakery, @florist and 4 more, feed Our shops". */
export function accountsText({ allAccounts, accounts, feeds = [] }: ReadByKey, translate: Translate): string {
  if (allAccounts) return translate("darkroom.keys.all_accounts");
  const bound = feeds.map(({ title }) => translate("darkroom.keys.feed", { title })).join(", ");
  if (accounts.length === 0) return bound || translate("darkroom.keys.no_account");
  const named = accountNames(accounts, translate);
  return bound ? `${named}, ${bound}` : named;
}

type ReadByKey = Pick<KeyRowFragment, "allAccounts" | "accounts"> & Partial<Pick<KeyRowFragment, "feeds">>;

function accountNames(accounts: KeyRowFragment["accounts"], translate: Translate): string {
  const names = accounts
    .slice(0, NAMED_MAX)
    .map(({ username }) => `@${username}`)
    .join(", ");
  const count = accounts.length - NAMED_MAX;
  return count > 0 ? translate("darkroom.keys.and_more", { names, count }) : names;
}
