import { type AppContext, perProcess } from "../../app-context.js";
import { MINUTE_MS } from "../../lib/clock.js";
import { insertAlerts, isOutageNoticed } from "./store.js";

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
