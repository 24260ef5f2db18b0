import type { AccessScope } from "../../viewer.js";
import { accountJson, joinsOf, visibleAccounts } from "./account-columns.js";
import type { AccountSelection } from "./selection.js";
import { shown } from "./shown.js";
import type { Statement } from "./statement.js";

/** A post belongs to few accounts. */
const ALSO_BY_MAX = 20;

/**
 * For a shared post (a collaboration), only the copy of the account connected first, among readable and requested accounts;
 * hidden copies come last. Copies have the same Instagram id or shortcode. Uses index media_id_idx and media_shortcode_idx.
 */
export function firstCopyOnly(s: Statement, accessScope: AccessScope, requested: (alias: string) => string): string {
  const isEarlier = `copy.account_id <> m.account_id and copy.parent_id is null and ${shown("copy", accessScope)}
    and ${visibleAccounts(s, accessScope, "owner")} and ${requested("owner")}
    and (copy.hidden, owner.connected_at, owner.id) < (m.hidden, a.connected_at, a.id)`;
  return ["id", "shortcode"]
    .map(
      (same) => `not exists (select 1 from media copy join accounts owner on owner.id = copy.account_id
        where copy.${same} = m.${same} and ${isEarlier})`,
    )
    .join(" and ");
}

/** The other visible accounts of a shared post, earliest connected first. */
export function alsoByJson(
  s: Statement,
  selection: AccountSelection,
  { accessScope, alias, sharers = "true" }: { accessScope: AccessScope; alias: "m" | "part"; sharers?: string },
): string {
  const { usesTokens, usesStates, account } = s;
  Object.assign(s, { usesTokens: false, usesStates: false, account: null });
  const json = accountJson(s, selection, { accessScope });
  const joins = joinsOf(s);
  s.usesTokensInside ||= s.usesTokens;
  Object.assign(s, { usesTokens, usesStates, account });
  const copies = (same: string, kind: string) => `select copy.account_id from media copy
    where copy.${same} = ${alias}.${same} and ${kind} and ${shown("copy", accessScope)}`;
  // A part has its album's shortcode or none: only its id identifies it.
  const owners =
    alias === "part"
      ? copies("id", "copy.parent_id is not null")
      : `${copies("id", "copy.parent_id is null")} union ${copies("shortcode", "copy.parent_id is null")}`;
  return `(select coalesce(json_agg(r.account), '[]'::json) from (
    select ${json} as account from (${owners}) o join accounts a on a.id = o.account_id ${joins}
    where o.account_id <> ${alias}.account_id and ${visibleAccounts(s, accessScope)} and ${sharers}
    order by a.connected_at, a.id limit ${ALSO_BY_MAX}) r)`;
}
