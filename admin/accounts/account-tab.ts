import type { AccountFilter } from "../gql/graphql.js";

export type TabName = "all" | "expiring" | "broken" | "paused";

/** What each tab holds, beside what else is filtered. */
const TAB_FILTERS: Record<TabName, AccountFilter> = {
  all: {},
  expiring: { health: ["EXPIRING"] },
  broken: { status: ["RECONNECT_REQUIRED"] },
  paused: { status: ["PAUSED"] },
};

export const TAB_NAMES = Object.keys(TAB_FILTERS) as TabName[];

/** The same filter under another tab. */
export function withTab(filter: AccountFilter, tab: TabName): AccountFilter {
  const { health: _health, status: _status, ...rest } = filter;
  return { ...rest, ...TAB_FILTERS[tab] };
}

/** Which tab a filter is under; null where it holds other states than any tab does. */
export function tabOf(filter: AccountFilter): TabName | null {
  const stateOf = ({ health, status }: AccountFilter) => JSON.stringify([health ?? [], status ?? []]);
  return TAB_NAMES.find((name) => stateOf(TAB_FILTERS[name]) === stateOf(filter)) ?? null;
}
