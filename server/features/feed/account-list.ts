import { EVERYTHING } from "../../db/content-changes.js";
import type { Reader } from "../../db/reads.js";
import type { AccessScope } from "../../viewer.js";
import { joinsOf } from "./account-columns.js";
import { type Arm, filterArms } from "./account-conditions.js";
import { COUNTED_MAX, type Cut, countOf, cutOfAll, cutOfMatches, fromWhere } from "./account-cut.js";
import type { AccountFilter, AccountPage, AccountPlace } from "./account-filter.js";
import { ACCOUNT_ORDERS, orderBy } from "./account-orders.js";
import { type QueryParams, runStatement, Statement } from "./statement.js";

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
  const { page, counted, accessScope, input, json } = query;
  const s = new Statement();
  const account = json(s);
  const joins = joinsOf(s);
  const cut = cutOf(s, query);
  const total = counted ? (cut.total ?? countOf(s, [{ conditions: [] }], accessScope)) : "null";
  s.usesTokensInside ||= /\bt\./.test(cut.with + cut.rows);
  const rows = `select ${account} as account, c.key, c.id from (${cut.rows}) c join accounts a on a.id = c.id${joins}
    order by ${orderBy(ACCOUNT_ORDERS[page.order], "c.key", "c.id")}`;
  const text = `${cut.with}select json_build_object('totalCount', ${total},
    'rows', (select coalesce(json_agg(r), '[]'::json) from (${rows}) r)) as answer`;
  const isHeavy = counted || cut.total !== null || page.order === "MOST_URGENT";
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

/** The first accounts of a filter, earliest connected first. Uses the filter's index, or accounts_connected_idx. */
export async function selectAccountIds(
  reads: Reader,
  query: ListQuery & { filter: AccountFilter; limit: number },
): Promise<string[]> {
  const { filter, limit, input } = query;
  const s = new Statement();
  const cut = cutOf(s, { ...query, page: { filter, order: "CONNECTED_ASC", first: limit, offset: 0 } });
  return await runStatement<string[]>(
    reads,
    s.finish(`${cut.with}select array(select id from (${cut.rows}) c) as answer`, { isHeavy: true }),
    input,
  );
}

function cutOf(
  s: Statement,
  { page, search, accessScope }: Pick<ListQuery, "search" | "accessScope"> & { page: AccountPage },
): Cut {
  const { filter, order } = page;
  const isFiltered = filterArms(new Statement(), filter, { search, accessScope }).some(
    ({ conditions }) => conditions.length > 0,
  );
  const arms = filterArms(s, filter, { search, accessScope, isByApp: order === "MOST_URGENT" });
  const scope = { order: ACCOUNT_ORDERS[order], page, accessScope };
  return isFiltered ? cutOfMatches(s, arms, scope) : cutOfAll(s, arms, scope);
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
