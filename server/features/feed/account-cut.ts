import type { AccessScope } from "../../viewer.js";
import { idOf, visibleAccounts } from "./account-columns.js";
import { type Arm, crossed } from "./account-conditions.js";
import type { AccountPage } from "./account-filter.js";
import { beyond, type OrderKey, orderBy } from "./account-orders.js";
import type { Statement } from "./statement.js";

/** Up to this number, counts are exact, and matches are sorted. */
export const COUNTED_MAX = 10_000;

interface CutScope {
  order: OrderKey;
  page: Omit<AccountPage, "filter" | "order">;
  accessScope: AccessScope;
}

/** The ids and keys of a page as SQL, and what it needs before the statement. */
export interface Cut {
  with: string;
  rows: string;
  /** The number of all matches, where the cut has found them; see `countOf`. */
  total: string | null;
}

/** Of all accounts: walks the order's index. */
export function cutOfAll(s: Statement, arms: readonly Arm[], scope: CutScope): Cut {
  const selects = arms.flatMap((arm) => walked(s, arm, scope));
  return { with: "", rows: merged(s, selects, scope), total: null };
}

/**
 * Of a filter: finds each arm's matches first, by the filter's index, at most one more than are counted. If these are all,
 * sorts them. If there are more, walks the order's index, where matches are common then. Postgres skips the other way.
 */
export function cutOfMatches(s: Statement, arms: readonly Arm[], scope: CutScope): Cut {
  const found = arms.map((arm, n) => ({ arm, name: `found${n}`, count: `(select count(*) from found${n})` }));
  const matches = found.map(({ arm, name }) => {
    const key = hasKey(arm, scope.order) ? `, ${scope.order.key(s, arm)} as key` : "";
    const [first] = tablesOf(arm.conditions.join(" "));
    return `${name} as materialized (select ${idOf(first)} as id${key} ${fromWhere(s, arm, scope)} limit ${COUNTED_MAX + 1})`;
  });
  const selects = found.flatMap(({ arm, name, count }) => [
    sorted(s, arm, { ...scope, name, where: `${count} <= ${COUNTED_MAX}` }),
    // Above the limit, so that Postgres starts no parallel workers for the way that it skips.
    ...walked(s, arm, scope).map(
      (select) => `select w.id, w.key from (${select} limit ${limitOf(s, scope)}) w where ${count} > ${COUNTED_MAX}`,
    ),
  ]);
  return {
    with: `with ${matches.join(", ")} `,
    rows: merged(s, selects, scope),
    total: `(${found.map(({ count }) => count).join(" + ")})`,
  };
}

/** The number of accounts of all arms, as SQL; of each arm at most one more than is counted. */
export function countOf(s: Statement, arms: readonly Arm[], accessScope: AccessScope): string {
  const each = arms.map(
    (arm) => `(select count(*) from (select 1 ${fromWhere(s, arm, { accessScope })} limit ${COUNTED_MAX + 1}) n)`,
  );
  return `(${each.join(" + ")})`;
}

/** What follows the cursor, by the order's index. */
function walked(s: Statement, arm: Arm, { order, page: { after }, accessScope }: CutScope): string[] {
  const ranges = after ? crossed([arm], beyond(s, order, { place: after, arm })) : [arm];
  const key = order.key(s, arm);
  return ranges.map(
    (
      range,
    ) => `select ${order.id} as id, ${key} as key ${fromWhere(s, range, { accessScope, alsoOf: `${order.id} ${key}` })}
      order by ${orderBy(order, key, order.id)}`,
  );
}

/** What follows the cursor among the matches. */
function sorted(
  s: Statement,
  arm: Arm,
  { order, page: { after }, name, where }: CutScope & { name: string; where: string },
): string {
  const [alias] = tablesOf(order.id);
  const key = hasKey(arm, order)
    ? "m.key"
    : `(select ${order.key(s, arm)} from ${TABLES[alias]} ${alias} where ${order.id} = m.id)`;
  const ranges = after ? beyond(s, { ...order, id: "f.id", key: () => "f.key" }, { place: after, arm }) : [];
  const isBeyond = ranges.map((conditions) => conditions.join(" and ")).join(" or ");
  return `select f.id, f.key from (select m.id, ${key} as key from ${name} m where ${where}) f
    ${isBeyond && `where ${isBeyond}`} order by ${orderBy(order, "f.key", "f.id")}`;
}

function merged(s: Statement, selects: readonly string[], scope: CutScope): string {
  const [only] = selects;
  const { first, offset } = scope.page;
  const limit = `limit ${s.value(first)} offset ${s.value(offset)}`;
  if (only && selects.length === 1) return `${only} ${limit}`;
  const each = selects.map((select) => `(${select} limit ${limitOf(s, scope)})`);
  return `select id, key from (${each.join(" union all ")}) u order by ${orderBy(scope.order, "key", "id")} ${limit}`;
}

/** What each alternative adds at most to a page. */
function limitOf(s: Statement, { page: { first, offset } }: CutScope): string {
  return s.value(first + offset);
}

const TABLES = { t: "tokens", st: "account_states", a: "accounts" } as const;
type Alias = keyof typeof TABLES;

/** The tables that a text names. */
function tablesOf(text: string): [Alias, ...Alias[]] {
  const [first = "a", ...others] = (Object.keys(TABLES) as Alias[]).filter((alias) =>
    new RegExp(`\\b${alias}\\.`).test(text),
  );
  return [first, ...others];
}

/** Whether the tables of the arm's conditions have the order's key. */
function hasKey({ conditions }: Arm, order: OrderKey): boolean {
  return tablesOf(conditions.join(" ")).includes(tablesOf(order.id)[0]);
}

/** From the tables that the arm's conditions name, and no others. */
export function fromWhere(
  s: Statement,
  { conditions }: Arm,
  { accessScope, alsoOf = "" }: { accessScope: AccessScope; alsoOf?: string },
): string {
  const [first, ...others] = tablesOf(`${conditions.join(" ")} ${alsoOf}`);
  const joins = others.map((alias) => ` join ${TABLES[alias]} ${alias} on ${idOf(alias)} = ${idOf(first)}`);
  const visible = visibleAccounts(s, accessScope, first);
  return `from ${TABLES[first]} ${first}${joins.join("")} where ${[visible, ...conditions].join(" and ")}`;
}
