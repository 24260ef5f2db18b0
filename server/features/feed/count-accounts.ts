import type { AppContext } from "../../app-context.js";
import { type AccessScope, accessScopeOf, type Viewer } from "../../viewer.js";
import { visibleAccounts } from "./account-columns.js";
import { type Arm, filterArms, now, ofApp } from "./account-conditions.js";
import { COUNTED_MAX, countOf } from "./account-cut.js";
import type { AccountFilter } from "./account-filter.js";
import { estimateCount } from "./account-list.js";
import { queryParams } from "./query-params.js";
import { runStatement, Statement } from "./statement.js";
import { TOKEN_SAMPLE } from "./token-sample.js";

export const DAYS_LEFT_EDGES = [0, 1, 3, 7, 14, 30, 60];

const FILTERS = {
  accountCount: {},
  paused: { status: ["PAUSED"] },
  reconnectRequired: { status: ["RECONNECT_REQUIRED"] },
  due: { health: ["DUE"] },
  expiring: { health: ["EXPIRING"] },
  expired: { health: ["EXPIRED"] },
  revoked: { health: ["REVOKED"] },
  stale: { stale: true },
  needAttention: { needsAttention: true },
} satisfies Record<string, AccountFilter>;

type FilterName = keyof typeof FILTERS;

/** Each in one statement: what adds up at one instant, and by itself what joins the most rows. */
const TOGETHER: readonly (readonly FilterName[])[] = [
  ["accountCount", "paused", "reconnectRequired", "due", "expiring", "expired", "revoked"],
  ["stale"],
  ["needAttention"],
];

export interface AccountCounts extends Record<FilterName, number> {
  /** What is left of all. */
  active: number;
  healthy: number;
  /** Whether there are more than 10,000 accounts: then numbers above that, and what is left of them, are estimates. */
  isEstimate: boolean;
  lastSyncAt: string | null;
}

export interface TokenDays {
  /** For each of `DAYS_LEFT_EDGES`, the tokens with at most as many days left. */
  daysLeft: number[];
  daysLeftSum: number;
  refreshLateS: number;
  syncLateS: number;
}

/**
 * Counts the visible accounts by the filters that lists have. Each count uses an index and ends after 10,000; above that,
 * numbers are estimates. Three statements, and one more for each estimate.
 */
export async function countAccounts(app: AppContext, viewer: Viewer): Promise<AccountCounts> {
  const accessScope = accessScopeOf(viewer, app.config);
  // Uses index account_states_synced_idx.
  const lastSyncAt = (s: Statement) => `'lastSyncAt', (select st.synced_at from account_states st
    where ${visibleAccounts(s, accessScope, "st")} and st.synced_at is not null order by st.synced_at desc nulls last limit 1)`;
  const parts = TOGETHER.map((names) =>
    countEach(app, accessScope, {
      arms: names.map((name) => armsOfFilter(name, accessScope)),
      more: (s) => (names.includes("stale") ? [lastSyncAt(s)] : []),
    }),
  );
  const found: Omit<AccountCounts, "active" | "healthy" | "isEstimate"> = Object.assign(
    {},
    ...(await Promise.all(parts)),
  );
  const { accountCount, paused, reconnectRequired, due, expiring, expired, revoked } = found;
  return {
    ...found,
    active: Math.max(0, accountCount - paused - reconnectRequired),
    healthy: Math.max(0, accountCount - due - expiring - expired - revoked),
    isEstimate: accountCount > COUNTED_MAX,
  };
}

/** What `/metrics` tells of tokens and of late work, counted as `countAccounts` does. */
export async function countTokenDays(app: AppContext, viewer: Viewer): Promise<TokenDays> {
  const accessScope = accessScopeOf(viewer, app.config);
  const arms = DAYS_LEFT_EDGES.map((days): [string, ArmsOf] => [
    `days${days}`,
    (s) => [{ conditions: [ofApp(s), "t.ends_at > '-infinity'", `t.ends_at <= ${now(s)} + interval '${days} days'`] }],
  ]);
  const found = await countEach<Record<string, number> & TokenDays>(app, accessScope, {
    arms,
    more: (s) => sumAndLateness(s, accessScope),
  });
  return { ...found, daysLeft: DAYS_LEFT_EDGES.map((days) => found[`days${days}`] ?? 0) };
}

function armsOfFilter(name: FilterName, accessScope: AccessScope): [string, ArmsOf] {
  return [name, (s) => filterArms(s, FILTERS[name], { search: null, accessScope })];
}

type ArmsOf = (s: Statement) => readonly Arm[];

async function countEach<T>(
  app: AppContext,
  accessScope: AccessScope,
  { arms, more }: { arms: [string, ArmsOf][]; more: (s: Statement) => string[] },
): Promise<T> {
  const input = queryParams(app, accessScope);
  const s = new Statement();
  const counts = arms.map(([name, armsOf]) => `'${name}', ${countOf(s, armsOf(s), accessScope)}`);
  const text = `select json_build_object(${[...counts, ...more(s)].join(", ")}) as answer`;
  const found = await runStatement<Record<string, number>>(app.reads, s.finish(text, { isHeavy: true }), input);
  const large = arms.filter(([name]) => Number(found[name]) > COUNTED_MAX);
  const estimates = large.map(async ([name, armsOf]): Promise<[string, number]> => {
    return [name, await estimateCount(app.reads, { arms: armsOf, accessScope, input })];
  });
  return { ...found, ...Object.fromEntries(await Promise.all(estimates)) } as T;
}

/** Uses indexes tokens_due_idx and account_states_due_idx, and a sample of the tokens. */
function sumAndLateness(s: Statement, accessScope: AccessScope): string[] {
  const tokens = `${visibleAccounts(s, accessScope, "t")} and ${ofApp(s)}`;
  const states = `${visibleAccounts(s, accessScope, "st")} and st.app_id = ${s.input("appId")} and not st.paused`;
  const lateS = (dueAt: string, where: string) =>
    `coalesce((select extract(epoch from ${now(s)} - ${dueAt}) ${where} and ${dueAt} <= ${now(s)} order by ${dueAt} limit 1), 0)`;
  return [
    `'daysLeftSum', (select coalesce(sum(greatest(extract(epoch from t.expires_at - ${now(s)}) / 86400, 0)) * ${TOKEN_SAMPLE.weight}, 0)
      from ${TOKEN_SAMPLE.table} where ${tokens} and t.ends_at > '-infinity')`,
    `'refreshLateS', ${lateS("t.next_refresh_at", `from tokens t where ${tokens} and t.expires_at > ${now(s)}`)}`,
    `'syncLateS', ${lateS("st.next_sync_at", `from account_states st where ${states}`)}`,
  ];
}
