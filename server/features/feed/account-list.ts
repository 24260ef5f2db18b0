import { EVERYTHING } from "../../db/content-changes.js";
import type { Reader } from "../../db/reads.js";
import type { AccessScope } from "../../viewer.js";
import { idOf, joinsOf, visibleAccounts } from "./account-columns.js";
import { type Arm, crossed, filterArms } from "./account-conditions.js";
import type { AccountFilter, AccountPage, AccountPlace } from "./account-filter.js";
import { ACCOUNT_ORDERS, beyond, type OrderKey, orderBy } from "./account-orders.js";
import { type QueryParams, runStatement, Statement } from "./statement.js";

/** Up to this number, counts are exact. */
export const COUNTED_MAX = 10_000;

export interface ListQuery {
  search: string | null;
  accessScope: AccessScope;
  input: QueryParams;
}

export interface AccountRows<Row> {
  nodes: Row[];
  totalCount: number | null;
  isEstimate: boolean;
  end: AccountPlace | null;
}

/**
 * One page of accounts and, if requested, the number of all: one statement, and a second one where the number is an estimate.
 * Finds the ids of the page first, in the smallest tables that the filter and the order need.
 */
export async function selectListedAccounts<Row>(
  reads: Reader,
  query: ListQuery & { page: AccountPage; counted: boolean; json(s: Statement): string },
): Promise<AccountRows<Row>> {
  const { page, counted, search, accessScope, input, json } = query;
  const s = new Statement();
  const account = json(s);
  const joins = joinsOf(s);
  const order = ACCOUNT_ORDERS[page.order];
  const arms = filterArms(s, page.filter, { search, accessScope, isByApp: page.order === "MOST_URGENT" });
  const cut = cutOf(s, arms, { order, page, accessScope });
  // Without a count, the filter's own arms would be parameters that nothing uses.
  const total = counted ? countOf(s, filterArms(s, page.filter, { search, accessScope }), accessScope) : "null";
  s.usesTokensInside ||= /\bt\./.test(cut + total);
  const rows = `select ${account} as account, c.key, c.id from (${cut}) c join accounts a on a.id = c.id${joins}
    order by ${orderBy(order, "c.key", "c.id")}`;
  const text = `select json_build_object('totalCount', ${total},
    'rows', (select coalesce(json_agg(r), '[]'::json) from (${rows}) r)) as answer`;
  const isHeavy = counted || arms.some(({ conditions }) => conditions.length > 0);
  const found = await runStatement<{ totalCount: number | null; rows: (AccountPlace & { account: Row })[] }>(
    reads,
    { ...s.finish(text, { isHeavy }), content: { sources: EVERYTHING } },
    input,
  );
  const last = found.rows.at(-1);
  return {
    nodes: found.rows.map(({ account }) => account),
    ...(await withEstimate(reads, query, found.totalCount)),
    end: last ? { key: last.key, id: last.id } : null,
  };
}

/** The first accounts of a filter, earliest connected first. Uses index accounts_connected_idx. */
export async function selectAccountIds(
  reads: Reader,
  query: ListQuery & { filter: AccountFilter; limit: number },
): Promise<string[]> {
  const { filter, search, limit, accessScope, input } = query;
  const s = new Statement();
  const arms = filterArms(s, filter, { search, accessScope });
  const page = { first: limit, offset: 0 };
  const cut = cutOf(s, arms, { order: ACCOUNT_ORDERS.CONNECTED_ASC, page, accessScope });
  return await runStatement<string[]>(
    reads,
    s.finish(`select array(select id from (${cut}) c) as answer`, { isHeavy: true }),
    input,
  );
}

/** The ids and keys of a page: that of each arm, merged. */
function cutOf(
  s: Statement,
  arms: readonly Arm[],
  {
    order,
    page,
    accessScope,
  }: { order: OrderKey; page: Omit<AccountPage, "filter" | "order">; accessScope: AccessScope },
): string {
  const { after, first, offset } = page;
  const ranges = after ? arms.flatMap((arm) => crossed([arm], beyond(s, order, { place: after, arm }))) : arms;
  const select = (arm: Arm) => {
    const key = keyOf(s, arm, order);
    return `select ${order.id} as id, ${key} as key ${fromWhere(s, arm, { accessScope, alsoOf: `${order.id} ${key}` })}
      order by ${orderBy(order, key, order.id)}`;
  };
  const [only] = ranges;
  const limit = `limit ${s.value(first)} offset ${s.value(offset)}`;
  if (only && ranges.length === 1) return `${select(only)} ${limit}`;
  const each = ranges.map((arm) => `(${select(arm)} limit ${s.value(first + offset)})`);
  return `select id, key from (${each.join(" union all ")}) u order by ${orderBy(order, "key", "id")} ${limit}`;
}

/** An expression of the key has no index. */
function keyOf(s: Statement, arm: Arm, order: OrderKey): string {
  const key = order.key(s, arm);
  if (!arm.isFew) return key;
  return order.type === "text" ? `(${key} || '')` : `(${key} + interval '0')`;
}

/** The number of accounts of all arms, as SQL; of each arm at most one more than is counted. */
export function countOf(s: Statement, arms: readonly Arm[], accessScope: AccessScope): string {
  const each = arms.map(
    (arm) => `(select count(*) from (select 1 ${fromWhere(s, arm, { accessScope })} limit ${COUNTED_MAX + 1}) n)`,
  );
  return `(${each.join(" + ")})`;
}

/** What Postgres expects to find, by its statistics: rough, and as fast for a million accounts as for a few. */
export async function estimateCount(
  reads: Reader,
  {
    arms,
    accessScope,
    input,
  }: { arms: (s: Statement) => readonly Arm[]; accessScope: AccessScope; input: QueryParams },
): Promise<number> {
  const s = new Statement();
  const selects = arms(s).map((arm) => `select 1 ${fromWhere(s, arm, { accessScope })}`);
  const { text, params } = s.finish(`explain (format json) ${selects.join(" union all ")}`);
  const [row] = await reads.run<{ "QUERY PLAN": [{ Plan: { "Plan Rows": number } }] }>({
    text,
    params: params.map((param) => param(input)),
  });
  return Math.max(COUNTED_MAX + 1, row?.["QUERY PLAN"][0].Plan["Plan Rows"] ?? 0);
}

async function withEstimate(
  reads: Reader,
  { page, search, accessScope, input }: ListQuery & { page: AccountPage },
  counted: number | null,
): Promise<{ totalCount: number | null; isEstimate: boolean }> {
  if (counted === null || counted <= COUNTED_MAX) return { totalCount: counted, isEstimate: false };
  const arms = (s: Statement) => filterArms(s, page.filter, { search, accessScope });
  return { totalCount: await estimateCount(reads, { arms, accessScope, input }), isEstimate: true };
}

const TABLES = { t: "tokens", st: "account_states", a: "accounts" } as const;
type Alias = keyof typeof TABLES;

/** From the tables that the arm's conditions name, and no others. */
function fromWhere(
  s: Statement,
  { conditions }: Arm,
  { accessScope, alsoOf = "" }: { accessScope: AccessScope; alsoOf?: string },
): string {
  const text = `${conditions.join(" ")} ${alsoOf}`;
  const named = (Object.keys(TABLES) as Alias[]).filter((alias) => new RegExp(`\\b${alias}\\.`).test(text));
  const [first = "a", ...others] = named;
  const joins = others.map((alias) => ` join ${TABLES[alias]} ${alias} on ${idOf(alias)} = ${idOf(first)}`);
  const visible = visibleAccounts(s, accessScope, first);
  return `from ${TABLES[first]} ${first}${joins.join("")} where ${[visible, ...conditions].join(" and ")}`;
}
