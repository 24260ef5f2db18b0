import type { AccountFilter } from "../gql/graphql.js";
import { CAUSE_WORDS, HEALTH_WORDS, STATUS_WORDS } from "../ui/words.js";

export type TabName = "all" | "expiring" | "broken" | "paused";

/** What each tab holds, beside what else is filtered. */
const TAB_FILTERS: Record<TabName, AccountFilter> = {
  all: {},
  expiring: { health: ["EXPIRING"] },
  broken: { status: ["RECONNECT_REQUIRED"] },
  paused: { status: ["PAUSED"] },
};

/** The same filter under another tab. */
export function withTab(filter: AccountFilter, tab: TabName): AccountFilter {
  const { health: _health, status: _status, ...rest } = filter;
  return { ...rest, ...TAB_FILTERS[tab] };
}

/** Which tab a filter is under; null where it holds other states than any tab does. */
export function tabOf(filter: AccountFilter): TabName | null {
  const state = JSON.stringify([filter.health ?? [], filter.status ?? []]);
  const names = Object.keys(TAB_FILTERS) as TabName[];
  const isIt = (name: TabName) =>
    JSON.stringify([TAB_FILTERS[name].health ?? [], TAB_FILTERS[name].status ?? []]) === state;
  return names.find(isIt) ?? null;
}

/** One thing that narrows the list, and the filter without it. */
export interface FilterPart {
  label: string;
  without: AccountFilter;
}

const DAY = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium" });

/** What narrows the list beside its tab and the search, each in words. */
export function filterParts(filter: AccountFilter): FilterPart[] {
  const isTabbed = tabOf(filter) !== null;
  const { reference, expiresBefore, stale, needsAttention } = filter;
  return [
    ...(isTabbed ? [] : listParts(filter, "status", (value) => STATUS_WORDS[value])),
    ...(isTabbed ? [] : listParts(filter, "health", (value) => `Token: ${HEALTH_WORDS[value]}`)),
    ...listParts(filter, "cause", (value) => CAUSE_WORDS[value]),
    ...listParts(filter, "tags", (value) => `Tag: ${value}`),
    ...(reference ? [part(filter, "reference", `Reference: ${reference}`)] : []),
    ...(expiresBefore ? [part(filter, "expiresBefore", `Expires before ${dayOf(expiresBefore)}`)] : []),
    ...(typeof stale === "boolean" ? [part(filter, "stale", stale ? "Stale" : "Not stale")] : []),
    ...(typeof needsAttention === "boolean"
      ? [part(filter, "needsAttention", needsAttention ? "Needs attention" : "Needs no attention")]
      : []),
  ];
}

function part(filter: AccountFilter, key: keyof AccountFilter, label: string): FilterPart {
  const { [key]: _gone, ...without } = filter;
  return { label, without };
}

type ListKey = "status" | "health" | "cause" | "tags";
type ItemOf<K extends ListKey> = NonNullable<AccountFilter[K]>[number];

function listParts<K extends ListKey>(filter: AccountFilter, key: K, words: (value: ItemOf<K>) => string) {
  const values = listOf(filter[key]) as ItemOf<K>[];
  return values.map((value): FilterPart => {
    const rest = values.filter((one) => one !== value);
    const { [key]: _all, ...others } = filter;
    return { label: words(value) ?? String(value), without: rest.length > 0 ? { ...others, [key]: rest } : others };
  });
}

/** GraphQL takes one value for a list of one; so does an address. */
export function listOf<T>(value: T | T[] | null | undefined): T[] {
  if (value === null || value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}

function dayOf(instant: string): string {
  const date = new Date(instant);
  return Number.isNaN(date.getTime()) ? instant : DAY.format(date);
}
