import {
  AccountDocument,
  AccountIdsDocument,
  AccountListDocument,
  AccountTabCountsDocument,
  CountAccountsDocument,
  DailyStatsDocument,
  EventPageDocument,
  HomeStatusDocument,
  LayoutStatusDocument,
  NeedsAttentionDocument,
  SearchDocument,
  TokenExpiryForecastDocument,
} from "../../admin/gql/graphql.js";

export interface DashboardQuery {
  name: string;
  source: { toString(): string };
  variables?: Record<string, unknown>;
  /** Milliseconds that each of its statements may take. */
  msMax: number;
}

const STATEMENT_MS_MAX = 50;
const SEARCH_MS_MAX = 100;

const ORDERS = [
  ...["CONNECTED_DESC", "CONNECTED_ASC", "USERNAME_ASC", "USERNAME_DESC", "EXPIRES_ASC", "EXPIRES_DESC"],
  ...["MOST_URGENT", "SYNCED_ASC", "SYNCED_DESC"],
];

const FILTERS: Record<string, Record<string, unknown>> = {
  "status ACTIVE": { status: ["ACTIVE"] },
  "status PAUSED": { status: ["PAUSED"] },
  "status RECONNECT_REQUIRED": { status: ["RECONNECT_REQUIRED"] },
  "health HEALTHY": { health: ["HEALTHY"] },
  "health DUE": { health: ["DUE"] },
  "health EXPIRING": { health: ["EXPIRING"] },
  "health EXPIRED": { health: ["EXPIRED"] },
  "health REVOKED": { health: ["REVOKED"] },
  "cause PASSWORD_CHANGED": { cause: ["PASSWORD_CHANGED"] },
  "cause of nobody": { cause: ["NOT_A_TESTER"] },
  stale: { stale: true },
  "needs attention": { needsAttention: true },
  "a tag": { tags: ["tag-7"] },
  "a tag of nobody": { tags: ["nobody"] },
  "a reference": { reference: "crm-4711" },
  "expires before": { expiresBefore: new Date(Date.now() + 3 * 86_400_000).toISOString() },
};

const SEARCHES: Record<string, string> = {
  "search, one": "shop.4711",
  "search, many": "shop",
  "search, nobody": "zzzzzz",
  "search, reference": "crm-4711",
};

/** What the pages of the dashboard ask, at the size of the database that is measured. */
export function dashboardQueries(accountCount: number): DashboardQuery[] {
  const listed = (orderBy: string, { filter = {}, offset = 0 }: { filter?: object; offset?: number } = {}) => ({
    source: AccountListDocument,
    variables: { first: 50, offset, orderBy, filter },
    msMax: STATEMENT_MS_MAX,
  });
  const asked = (source: DashboardQuery["source"], variables = {}) => ({ source, variables, msMax: STATEMENT_MS_MAX });
  return [
    { name: "home: status strip", ...asked(HomeStatusDocument) },
    { name: "home: queue", ...asked(NeedsAttentionDocument, { first: 8 }) },
    { name: "home: forecast", ...asked(TokenExpiryForecastDocument) },
    { name: "home: fortnight", ...asked(DailyStatsDocument) },
    { name: "layout", ...asked(LayoutStatusDocument) },
    { name: "activity", ...asked(EventPageDocument, { filter: null, first: 50, offset: 0 }) },
    { name: "account's page", ...asked(AccountDocument, { id: "acc_7" }) },
    {
      name: "accounts: tabs",
      ...asked(AccountTabCountsDocument, {
        all: {},
        expiring: { health: ["EXPIRING"] },
        broken: { status: ["RECONNECT_REQUIRED"] },
        paused: { status: ["PAUSED"] },
      }),
    },
    ...ORDERS.map((order) => ({ name: `accounts: ${order}`, ...listed(order) })),
    { name: "accounts: last page", ...listed("EXPIRES_ASC", { offset: Math.min(accountCount, 10_000) - 50 }) },
    ...Object.entries(FILTERS).flatMap(([name, filter]) => [
      { name: `accounts: ${name}`, ...listed("EXPIRES_ASC", { filter }) },
      { name: `bulk: ${name}`, ...asked(CountAccountsDocument, { filter }) },
    ]),
    { name: "bulk: ids", ...asked(AccountIdsDocument, { filter: {}, first: 100, offset: 9_900 }) },
    ...Object.entries(SEARCHES).flatMap(([name, text]) => [
      { name: `accounts: ${name}`, ...listed("EXPIRES_ASC", { filter: { search: text } }), msMax: SEARCH_MS_MAX },
      { name: `box: ${name}`, source: SearchDocument, variables: searchVariables(text), msMax: SEARCH_MS_MAX },
    ]),
  ];
}

function searchVariables(text: string) {
  return {
    text,
    withAccounts: true,
    keyText: text,
    withKeys: true,
    permalink: "",
    withPermalink: false,
    mediaId: "",
    withMediaId: false,
  };
}
