import { type AppContext, perProcess } from "../../app-context.js";
import type { AlertKind, AlertRow } from "../../db/schema/alerts.js";
import { HOUR_MS, MINUTE_MS } from "../../lib/clock.js";
import { clockSkewS } from "../clocks/compare-clocks.js";
import { circuitOpenSince, readBlock } from "../rate-limits/read-circuit.js";
import { DEBOUNCE_MS } from "./find-token-alerts.js";
import {
  closeAlert,
  deleteAlert,
  insertAlerts,
  isOutageNoticed,
  type JobFailure,
  type NewAlert,
  selectJobFailures,
  selectOpenSystemAlerts,
  selectRefreshDueAt,
  selectSyncDueAt,
} from "./store.js";

/** Notes what goes wrong with the server's own work, and what works again. What lasted less than an hour is forgotten. */
export async function findSystemAlerts(app: AppContext): Promise<void> {
  const now = app.clock.now();
  const current = await currentAlerts(app, now);
  const open = await selectOpenSystemAlerts(app.db, app.config.mode === "sandbox");
  const begun = current.filter((alert) => !open.some((row) => isSame(row, alert)));
  const over = open.filter((row) => !current.some((alert) => isSame(row, alert)));
  const sandbox = app.config.mode === "sandbox";
  const alerts: NewAlert[] = begun.map((alert) => ({ ...alert, sandbox, detectedAt: now }));
  for (const row of over) {
    if (row.notifiedAt === null) await deleteAlert(app.db, row.id);
    else {
      await closeAlert(app.db, row.id, now);
      const { subject } = row;
      alerts.push({
        sandbox,
        subject,
        kind: "RECOVERED",
        since: now,
        detectedAt: now,
        notifyAfter: now,
        closedAt: now,
      });
    }
  }
  await insertAlerts(app.db, alerts);
}

async function currentAlerts(app: AppContext, now: Date): Promise<SystemAlert[]> {
  const { mode, instagram, refreshCheckEveryMs, syncEveryMs } = app.config;
  const scope = { sandbox: mode === "sandbox", appId: instagram.appId };
  const facts = {
    refreshDueAt: await selectRefreshDueAt(app.db, scope, now),
    syncDueAt: await selectSyncDueAt(app.db, scope),
    circuitOpenSince: await circuitOpenSince(app),
    blockedSince: (await readBlock(app))?.since ?? null,
    appId: instagram.appId,
    clockSkewS: await clockSkewS(app),
    jobFailures: await selectJobFailures(app.db, scope.sandbox),
  };
  return systemAlerts(facts, now, { refreshMs: refreshCheckEveryMs, syncMs: syncEveryMs });
}

function isSame(row: AlertRow, alert: SystemAlert): boolean {
  return row.subject === alert.subject && row.kind === alert.kind;
}

/** Something of the server's own that goes wrong now. */
export interface SystemAlert {
  subject: string;
  kind: AlertKind;
  since: Date;
  notifyAfter: Date;
}

export interface SystemAlertFacts {
  /** When the token that waits longest for its refresh was due; null: none is due. */
  refreshDueAt: Date | null;
  /** The same of the account that waits longest for its sync. */
  syncDueAt: Date | null;
  /** Since when nothing is asked of Instagram; null: it is asked. */
  circuitOpenSince: Date | null;
  /** Since when Meta refuses the app; null: it does not. */
  blockedSince: Date | null;
  /** By how many seconds the machine's clock is ahead of the database's; null: they agree. */
  clockSkewS: number | null;
  /** As Meta knows it. */
  appId: string;
  jobFailures: JobFailure[];
}

export const APP = "app";

export const LATE_REFRESHES = "refreshes";

export const LATE_SYNCS = "syncs";

export const CLOCKS = "clocks";

export const LATE_CALLS = "calls to Instagram";

/** What goes wrong at `now`. A trouble is told only if it lasts; an hour's late start after an outage is none. */
export function systemAlerts(
  facts: SystemAlertFacts,
  now: Date,
  every: { refreshMs: number; syncMs: number },
): SystemAlert[] {
  const { circuitOpenSince, blockedSince, clockSkewS } = facts;
  // Then refreshes and syncs are late for a reason of which people are told as one.
  const isExplained = circuitOpenSince !== null || blockedSince !== null || clockSkewS !== null;
  const isLate = (since: Date | null, allowedMs: number) =>
    since !== null && !isExplained && now.getTime() - since.getTime() > allowedMs;
  const late = [
    { subject: LATE_REFRESHES, since: facts.refreshDueAt, allowedMs: 2 * every.refreshMs + HOUR_MS },
    { subject: LATE_SYNCS, since: facts.syncDueAt, allowedMs: every.syncMs + HOUR_MS },
  ];
  const notifyAfter = new Date(now.getTime() + DEBOUNCE_MS);
  const alerts = late.flatMap(({ subject, since, allowedMs }): SystemAlert[] =>
    since && isLate(since, allowedMs) ? [{ subject, kind: "JOBS_OVERDUE", since, notifyAfter }] : [],
  );
  if (clockSkewS !== null) alerts.push({ subject: CLOCKS, kind: "JOBS_OVERDUE", since: now, notifyAfter });
  if (blockedSince) {
    const told = new Date(blockedSince.getTime() + DEBOUNCE_MS);
    alerts.push({ subject: `${APP} ${facts.appId}`, kind: "APP_BLOCKED", since: blockedSince, notifyAfter: told });
  } else if (circuitOpenSince) {
    const told = new Date(circuitOpenSince.getTime() + DEBOUNCE_MS);
    alerts.push({ subject: LATE_CALLS, kind: "JOBS_OVERDUE", since: circuitOpenSince, notifyAfter: told });
  }
  for (const { job, firstAt, failures } of facts.jobFailures) {
    // A job that runs once an hour has not failed for an hour when it failed once.
    if (failures < 2) continue;
    const notifyAfter = new Date(firstAt.getTime() + DEBOUNCE_MS);
    alerts.push({ subject: job, kind: "JOB_FAILING", since: firstAt, notifyAfter });
  }
  return alerts;
}

/** Shorter than two looks of the schedule: a database that was started again. */
const OUTAGE_MS = 1.5 * MINUTE_MS;

/** Since when the database is away, as this process saw it; kept here because there is nowhere else to write it. */
const outage = perProcess(() => ({ since: null as Date | null }));

export function recordOutage(app: AppContext): void {
  outage(app).since ??= app.clock.now();
}

/** Notes for all processes that the database was away and is back, unless another one has. */
export async function noticeOutage(app: AppContext): Promise<void> {
  const { since } = outage(app);
  const now = app.clock.now();
  if (!since || now.getTime() - since.getTime() < OUTAGE_MS) return;
  const sandbox = app.config.mode === "sandbox";
  if (await isOutageNoticed(app.db, sandbox, since)) return;
  const alert = { subject: "database", kind: "DATABASE_OUTAGE" as const, since };
  await insertAlerts(app.db, [{ ...alert, sandbox, detectedAt: now, notifyAfter: now, closedAt: now }]);
}

/** To be called once what was noticed is stored. */
export function clearOutage(app: AppContext): void {
  outage(app).since = null;
}
