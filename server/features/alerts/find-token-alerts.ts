import type { AppContext } from "../../app-context.js";
import type { AlertKind } from "../../db/schema/alerts.js";
import { DAY_MS, HOUR_MS } from "../../lib/clock.js";
import { readBlock } from "../rate-limits/read-circuit.js";
import { type TokenFacts, tokenHealth } from "../tokens/token-health.js";
import {
  type AlertCandidate,
  closeAccountAlerts,
  deleteEndedAlerts,
  insertAlerts,
  type NewAlert,
  selectRenewed,
  selectSuspects,
} from "./store.js";

const PAGE = 1_000;

const PAGES_MAX = 100;

/** Each once; drops those that ended before they were sent. */
export async function findTokenAlerts(app: AppContext): Promise<void> {
  const sandbox = app.config.mode === "sandbox";
  await deleteEndedAlerts(app.db, sandbox);
  await recordSystemAlert(app);
  await noticeRecovery(app);
}

async function recordSystemAlert(app: AppContext): Promise<void> {
  const now = app.clock.now();
  const scope = { sandbox: app.config.mode === "sandbox", appId: app.config.instagram.appId };
  const failingSince = new Date(now.getTime() - DEBOUNCE_MS);
  const expiresBefore = new Date(now.getTime() + EXPIRING_MS);
  const isAppBlocked = (await readBlock(app)) !== null;
  let after = "";
  for (let page = 0; page < PAGES_MAX; page++) {
    const accounts = await selectSuspects(app.db, scope, { now, failingSince, expiresBefore, after, limit: PAGE });
    const alerts = accounts.flatMap((account) =>
      tokenAlerts({ ...factsOf(app, account), isAppBlocked }, now).map((kind) => alertOf(app, account, kind)),
    );
    await insertAlerts(app.db, alerts);
    const last = accounts.at(-1);
    if (!last || accounts.length < PAGE) return;
    after = last.id;
  }
}

async function noticeRecovery(app: AppContext): Promise<void> {
  const now = app.clock.now();
  const renewed = await selectRenewed(app.db, app.config.mode === "sandbox", PAGE);
  const recovered = renewed.filter((account) => isHealthy(factsOf(app, account), now));
  const ids = recovered.map(({ id }) => id);
  await closeAccountAlerts(app.db, ids, now);
  await insertAlerts(
    app.db,
    recovered.map((account) => ({ ...alertOf(app, account, "RECOVERED"), closedAt: now })),
  );
}

function factsOf({ config }: AppContext, account: AlertCandidate): TokenAlertFacts {
  return { ...account, usable: account.isHeld && account.appId === config.instagram.appId };
}

function alertOf({ clock, config }: AppContext, account: AlertCandidate, kind: AlertKind): NewAlert {
  const now = clock.now();
  return {
    sandbox: config.mode === "sandbox",
    subject: account.id,
    accountId: account.id,
    kind,
    since: account.issuedAt,
    cause: account.failureCause,
    detectedAt: now,
    notifyAfter: now,
  };
}

export const DEBOUNCE_MS = HOUR_MS;

const EXPIRING_MS = 14 * DAY_MS;

export interface TokenAlertFacts extends TokenFacts {
  failureFirstAt: Date | null;
  isAppBlocked?: boolean;
}

export function tokenAlerts(token: TokenAlertFacts, now: Date): AlertKind[] {
  const health = tokenHealth(token, now);
  const failingMs = token.failureCause === null ? 0 : msSince(token.failureFirstAt, now);
  if (health === "REVOKED" || health === "EXPIRED") {
    const lostMs = token.failureCause ? failingMs : msSince(token.expiresAt <= now ? token.expiresAt : null, now);
    return lostMs >= DEBOUNCE_MS ? ["RECONNECT_REQUIRED"] : [];
  }
  // One alert covers the app; reconnecting single accounts would not help.
  if (token.failureCause === "APP_BLOCKED" && token.isAppBlocked) return [];
  const alerts: AlertKind[] = failingMs >= DAY_MS ? ["REFRESH_FAILING"] : [];
  const daysLeft = (token.expiresAt.getTime() - now.getTime()) / DAY_MS;
  const step = STEPS.find(({ days }) => daysLeft <= days);
  return step ? [...alerts, step.kind] : alerts;
}

export function isHealthy(token: TokenAlertFacts, now: Date): boolean {
  const health = tokenHealth(token, now);
  return token.failureCause === null && health !== "REVOKED" && health !== "EXPIRED";
}

/** Only the nearest step: if 14 days was missed, 3 is reported. */
const STEPS: { days: number; kind: AlertKind }[] = [
  { days: 1, kind: "EXPIRING_1" },
  { days: 3, kind: "EXPIRING_3" },
  { days: 7, kind: "EXPIRING_7" },
  { days: 14, kind: "EXPIRING_14" },
];

/** Infinity for an unknown start, such as of another app's token. */
function msSince(from: Date | null, now: Date): number {
  return from === null ? Number.POSITIVE_INFINITY : now.getTime() - from.getTime();
}
