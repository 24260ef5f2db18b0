import type { AccountFilter, EventFilter } from "../gql/graphql.js";

/**
 * The address of the list of those accounts that the filter holds: `accountsUrl({ health: ["EXPIRING"] })`. Those that need
 * somebody come in the order of the queue.
 */
export function accountsUrl(filter: AccountFilter): string {
  const query = queryOf(filter);
  if (filter.needsAttention) for (const [name, value] of Object.entries(BY_URGENCY)) query.set(name, value);
  return `/accounts?${query}`;
}

const BY_URGENCY = { sort: "urgency", order: "ASC" };

/** The address of one account's page. */
export function accountUrl(id: string): string {
  return `/accounts/${encodeURIComponent(id)}/show`;
}

/** The address of one feed's page. */
export function feedUrl(id: string): string {
  return `/feeds/${encodeURIComponent(id)}/show`;
}

/** The address of the activity under a filter: `activityUrl({ outcome: ["FAILED"] })`. */
export function activityUrl(filter: EventFilter): string {
  return `/events?${queryOf(filter)}`;
}

/** As react-admin writes the address of a list. */
function queryOf(filter: AccountFilter | EventFilter): URLSearchParams {
  return new URLSearchParams({ filter: JSON.stringify(filter), displayedFilters: "{}", page: "1" });
}
