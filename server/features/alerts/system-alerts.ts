import type { AlertKind } from "../../db/schema/alerts.js";
import { HOUR_MS } from "../../lib/clock.js";
import type { JobFailure } from "./store.js";
import { DEBOUNCE_MS } from "./token-alerts.js";

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
