import type { AccessScope } from "../../viewer.js";
import { visibleAccounts } from "./account-columns.js";
import type { QueryParams, Statement } from "./statement.js";

/** After a rename, two accounts may have one username until both are synced: the one named last is right. */
export function rightBearer(alias: string): string {
  return `coalesce(${alias}.named_at, ${alias}.connected_at) desc, ${alias}.id`;
}

export function named(
  s: Statement,
  input: QueryParams,
  { alias, accessScope }: { alias: string; accessScope: AccessScope },
): string {
  const { ids, usernames } = input;
  const ways = [
    ...(ids ? [`${alias}.id = any(${s.input("ids")}::text[])`] : []),
    ...(usernames ? [`${alias}.id = any(array(${bearers(s, accessScope)}))`] : []),
  ];
  return ways.length > 0 ? `(${ways.join(" or ")})` : "true";
}

/** True if at most one account is requested or visible, so that no post can appear twice. */
export function isOneAccount({ ids, usernames, visibleIds }: QueryParams): boolean {
  const namedCount = ids || usernames ? (ids?.length ?? 0) + (usernames?.length ?? 0) : null;
  return namedCount === 1 || visibleIds?.length === 1;
}

/** The id of the only account that is requested or visible, as SQL; null if there may be several, or it is not known. */
export function onlyAccount(s: Statement, { ids, usernames, visibleIds }: QueryParams): string | null {
  if (usernames) return null;
  if (ids) return ids.length === 1 ? `(${s.input("ids")}::text[])[1]` : null;
  return visibleIds?.length === 1 ? `(${s.input("visibleIds")}::text[])[1]` : null;
}

/** Uses index accounts_username_idx. */
function bearers(s: Statement, accessScope: AccessScope): string {
  return `select distinct on (bearer.username_folded) bearer.id from accounts bearer
    where bearer.username_folded = any(${s.input("usernames")}::text[]) and ${visibleAccounts(s, accessScope, "bearer")}
    order by bearer.username_folded, ${rightBearer("bearer")}`;
}
