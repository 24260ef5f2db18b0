import { type AccountFilter, AccountIdsDocument } from "../gql/graphql.js";
import { request } from "../lib/request.js";

/** The accounts of a job: these, or all that a filter holds. */
export type BulkScope = { accountIds: string[] } | { filter: AccountFilter };

/** A scope, and how many accounts it holds. */
export interface Selected {
  scope: BulkScope;
  count: number;
}

const PAGE_SIZE = 100;

/** The ids of the first accounts that a scope holds. */
export async function idsOf(scope: BulkScope, max: number): Promise<string[]> {
  if ("accountIds" in scope) return scope.accountIds.slice(0, max);
  const ids = new Set<string>();
  for (let offset = 0; offset < max; offset += PAGE_SIZE) {
    const { accounts } = await request(AccountIdsDocument, { filter: scope.filter, first: PAGE_SIZE, offset });
    for (const { id } of accounts?.nodes ?? []) ids.add(id);
    if ((accounts?.nodes.length ?? 0) < PAGE_SIZE) break;
  }
  return [...ids].slice(0, max);
}
