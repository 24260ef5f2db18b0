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

/** Records problems of the server's own work, and their end. Drops what lasted less than an hour. */
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

export interface SystemAlert {
  subject: string;
  kind: AlertKind;
  since: Date;
  notifyAfter: Date;
}

export interface SystemAlertFacts {
  refreshDueAt: Date | null;
  syncDueAt: Date | null;
  circuitOpenSince: Date | null;
  blockedSince: Date | null;
  /** By which this machine's clock is ahead of the database's; null: they agree. */
  clockSkewS: number | null;
  appId: string;
  jobFailures: JobFailure[];
}

export const APP = "app";

export const LATE_REFRESHES = "refreshes";

export const LATE_SYNCS = "syncs";

export const CLOCKS = "clocks";

export const LATE_CALLS = "calls to Instagram";

/** The problems at `now`. Only lasting problems count; an hour's delay after an outage does not. */
export function systemAlerts(
  facts: SystemAlertFacts,
  now: Date,
  every: { refreshMs: number; syncMs: number },
): SystemAlert[] {
  const { circuitOpenSince, blockedSince, clockSkewS } = facts;
  // Late refreshes and syncs then have a known cause, which is its own alert.
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
    const notifyAt = new Date(blockedSince.getTime() + DEBOUNCE_MS);
    alerts.push({ subject: `${APP} ${facts.appId}`, kind: "APP_BLOCKED", since: blockedSince, notifyAfter: notifyAt });
  } else if (circuitOpenSince) {
    const notifyAt = new Date(circuitOpenSince.getTime() + DEBOUNCE_MS);
    alerts.push({ subject: LATE_CALLS, kind: "JOBS_OVERDUE", since: circuitOpenSince, notifyAfter: notifyAt });
  }
  for (const { job, firstAt, failures } of facts.jobFailures) {
    // A job that runs hourly has not failed for an hour after one failure.
    if (failures < 2) continue;
    const notifyAfter = new Date(firstAt.getTime() + DEBOUNCE_MS);
    alerts.push({ subject: job, kind: "JOB_FAILING", since: firstAt, notifyAfter });
  }
  return alerts;
}

/** Shorter outages (less than two scheduler ticks) count as a restart. */
const OUTAGE_MS = 1.5 * MINUTE_MS;

/** In memory, because the database is unavailable. */
const outage = perProcess(() => ({ since: null as Date | null }));

export function recordOutage(app: AppContext): void {
  outage(app).since ??= app.clock.now();
}

/** Does nothing if another process has recorded the outage. */
export async function noticeOutage(app: AppContext): Promise<void> {
  const { since } = outage(app);
  const now = app.clock.now();
  if (!since || now.getTime() - since.getTime() < OUTAGE_MS) return;
  const sandbox = app.config.mode === "sandbox";
  if (await isOutageNoticed(app.db, sandbox, since)) return;
  const alert = { subject: "database", kind: "DATABASE_OUTAGE" as const, since };
  await insertAlerts(app.db, [{ ...alert, sandbox, detectedAt: now, notifyAfter: now, closedAt: now }]);
}

/** Call it after the record is stored. */
export function clearOutage(app: AppContext): void {
  outage(app).since = null;
}
