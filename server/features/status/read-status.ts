import type { AppContext } from "../../app-context.js";
import type { HealthLevel, JobRunRow, ServerMode } from "../../db/schema/job-runs.js";
import { VERSION } from "../../lib/project-root.js";
import type { Viewer } from "../../viewer.js";
import { lastApartS } from "../clocks/compare-clocks.js";
import { type AccountCounts, countAccounts } from "../feed/count-accounts.js";
import { readAppCircuit, readBlock } from "../rate-limits/read-circuit.js";
import { recentRuns } from "../sync/sync-history.js";
import { type InstagramHealth, instagramHealth } from "./instagram-health.js";
import { type OverdueRow, selectJobRuns, selectMostOverdue, selectPostCount } from "./store.js";

/** The scheduled job that looks for due tokens. */
export const REFRESH_CHECK = "refresh due tokens";
const SLOW_MS = 500;
const COUNTED_MAX = 50_000;

export interface StatusView {
  mode: ServerMode;
  version: string;
  now: Date;
  accounts: AccountCounts;
  posts: { count: number; isEstimate: boolean };
  mostOverdue: (OverdueRow & { lateS: number }) | null;
  jobRuns: JobRunRow[];
  lastRefreshCheckAt: Date | null;
  nextRefreshCheckAt: Date | null;
  database: { health: HealthLevel; ms: number; clockAheadS: number | null };
  instagram: InstagramHealth;
}

/** Nine small statements; the first measures the database. */
export async function readStatus(app: AppContext, viewer: Viewer): Promise<StatusView> {
  const { mode, refreshCheckEveryMs, instagram } = app.config;
  const sandbox = mode === "sandbox";
  const now = app.clock.now();
  const startedMs = performance.now();
  const jobRuns = await selectJobRuns(app.db, sandbox);
  const ms = Math.round(performance.now() - startedMs);
  const [accounts, posts, overdue, runs, appWide, block] = await Promise.all([
    countAccounts(app, viewer),
    selectPostCount(app.db, COUNTED_MAX),
    selectMostOverdue(app.db, { sandbox, appId: instagram.appId, now }),
    recentRuns(app),
    readAppCircuit(app),
    readBlock(app),
  ]);
  const clockAheadS = lastApartS(app) ?? null;
  const lastRefreshCheckAt = jobRuns.find(({ job }) => job === REFRESH_CHECK)?.startedAt ?? null;
  return {
    mode: sandbox ? "SANDBOX" : "LIVE",
    version: VERSION,
    now,
    accounts,
    posts,
    mostOverdue: overdue && { ...overdue, lateS: lateS(overdue.dueAt, now) },
    jobRuns,
    lastRefreshCheckAt,
    nextRefreshCheckAt: lastRefreshCheckAt && new Date(lastRefreshCheckAt.getTime() + refreshCheckEveryMs),
    database: { health: ms > SLOW_MS || clockAheadS !== null ? "DEGRADED" : "HEALTHY", ms, clockAheadS },
    instagram: instagramHealth(runs, { ...appWide, isBlocked: block !== null }),
  };
}

function lateS(dueAt: string, now: Date): number {
  return Math.floor((now.getTime() - new Date(dueAt).getTime()) / 1_000);
}
