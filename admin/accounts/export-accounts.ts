import { type AccountFilter, AccountListDocument, type AccountOrder, type AccountRowFragment } from "../gql/graphql.js";
import { csvOf } from "../lib/csv.js";
import { request } from "../lib/request.js";

const PAGE_SIZE = 100;
const PAGES_MAX = 1_000;

interface Export {
  filter: AccountFilter;
  orderBy: AccountOrder;
  signal: AbortSignal;
  onProgress(progress: { count: number; totalCount: number }): void;
}

/** All accounts that a filter holds as CSV, read page by page; null when it was called off. */
export async function exportAccounts({ filter, orderBy, signal, onProgress }: Export): Promise<string | null> {
  const rows = new Map<string, AccountRowFragment>();
  for (let page = 0; page < PAGES_MAX; page++) {
    const { accounts } = await request(AccountListDocument, {
      first: PAGE_SIZE,
      offset: page * PAGE_SIZE,
      orderBy,
      filter,
    });
    if (signal.aborted) return null;
    const { nodes = [], totalCount = 0 } = accounts ?? {};
    // An account that moved between two pages is met twice.
    for (const account of nodes) rows.set(account.id, account);
    onProgress({ count: rows.size, totalCount });
    if (nodes.length < PAGE_SIZE) break;
  }
  const columns = Object.entries(COLUMNS);
  return csvOf(
    columns.map(([name]) => name),
    [...rows.values()].map((account) => columns.map(([, read]) => read(account))),
  );
}

type Value = string | number | boolean | null | undefined;

const COLUMNS: Record<string, (account: AccountRowFragment) => Value> = {
  id: ({ id }) => id,
  username: ({ username }) => username,
  name: ({ profile }) => profile.name,
  reference: ({ reference }) => reference,
  tags: ({ tags }) => tags.join(" "),
  status: ({ status }) => status,
  paused: ({ paused }) => paused,
  stale: ({ stale }) => stale,
  staleCause: ({ staleCause }) => staleCause,
  posts: ({ postCount }) => postCount,
  connectedAt: ({ connectedAt }) => connectedAt,
  tokenHealth: ({ token }) => token?.health,
  tokenExpiresAt: ({ token }) => token?.expiresAt,
  tokenDaysLeft: ({ token }) => token?.daysLeft,
  tokenRefreshedAt: ({ token }) => token?.refreshedAt,
  tokenFailure: ({ token }) => token?.failure?.cause,
  nextRefreshAt: ({ token }) => token?.nextRefreshAt,
  syncedAt: ({ syncedAt }) => syncedAt,
  nextSyncAt: ({ nextSyncAt }) => nextSyncAt,
  lastSyncOutcome: ({ syncRuns }) => syncRuns?.[0]?.outcome,
  lastSyncNew: ({ syncRuns }) => syncRuns?.[0]?.newCount,
  lastSyncChanged: ({ syncRuns }) => syncRuns?.[0]?.changedCount,
  lastSyncRemoved: ({ syncRuns }) => syncRuns?.[0]?.removedCount,
};
