import { csvOf } from "../../server/csv/csv.js";
import { joinTags } from "../../server/csv/tags-cell.js";
import type { AccountRowFragment } from "../gql/graphql.js";
import { downloadCsv } from "../lib/download-csv.js";

/** Writes accounts as a CSV file, without any secret. Its headings are names for programs, the same in every language. */
export function accountExporter(accounts: AccountRowFragment[]): void {
  const rows = accounts.map((account) => Object.values(COLUMNS).map((read) => read(account)));
  downloadCsv("accounts.csv", csvOf(Object.keys(COLUMNS), rows));
}

type Value = string | number | boolean | null | undefined;

const COLUMNS: Record<string, (account: AccountRowFragment) => Value> = {
  id: ({ id }) => id,
  username: ({ username }) => username,
  name: ({ profile }) => profile.name,
  reference: ({ reference }) => reference,
  tags: ({ tags }) => joinTags(tags),
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
