import type { World } from "../../app-context.js";
import { MINUTE_MS } from "../../lib/clock.js";
import { insertAlerts, isOutageNoticed } from "./store.js";

/** Shorter than two looks of the timetable: a database that was started again. */
const OUTAGE_MS = 1.5 * MINUTE_MS;

/** Since when the database is away, as this process saw it; kept here because there is nowhere else to write it. */
const outages = new WeakMap<object, Date>();

export function recordOutage(world: World): void {
  if (!outages.has(world.sql)) outages.set(world.sql, world.clock.now());
}

/** Notes for all processes that the database was away and is back, unless another one has. */
export async function noticeOutage(world: World): Promise<void> {
  const since = outages.get(world.sql);
  const now = world.clock.now();
  if (!since || now.getTime() - since.getTime() < OUTAGE_MS) return;
  const sandbox = world.config.mode === "sandbox";
  if (await isOutageNoticed(world.db, sandbox, since)) return;
  const alert = { subject: "database", kind: "DATABASE_WAS_AWAY" as const, since };
  await insertAlerts(world.db, [{ ...alert, sandbox, detectedAt: now, notifyAfter: now, closedAt: now }]);
}

/** To be called once what was noticed is kept. */
export function clearOutage(world: World): void {
  outages.delete(world.sql);
}
