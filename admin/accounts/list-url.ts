import type { AccountFilter } from "../operations.js";

/** The address of the list of those accounts that the filter holds: `accountsUrl({ health: ["EXPIRING"] })`. */
export function accountsUrl(filter: AccountFilter): string {
  const query = new URLSearchParams({ filter: JSON.stringify(filter), displayedFilters: "{}", page: "1" });
  return `/accounts?${query}`;
}

/** The address of one account's page. */
export function accountUrl(id: string): string {
  return `/accounts/${encodeURIComponent(id)}/show`;
}
