import type { AppContext } from "../../app-context.js";
import type { AlertRow } from "../../db/schema/alerts.js";
import { clockSkewS } from "../clocks/compare-clocks.js";
import { circuitOpenSince } from "../rate-limits/circuit-open-since.js";
import { readBlock } from "../rate-limits/read-circuit.js";
import {
  closeAlert,
  deleteAlert,
  insertAlerts,
  type NewAlert,
  selectJobFailures,
  selectOpenSystemAlerts,
  selectRefreshDueAt,
  selectSyncDueAt,
} from "./store.js";
import { type SystemAlert, systemAlerts } from "./system-alerts.js";

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
