import type { AppContext } from "../../app-context.js";
import type { AlertKind } from "../../db/schema/alerts.js";
import { readBlock } from "../rate-limits/read-circuit.js";
import {
  type AlertCandidate,
  closeAccountAlerts,
  deleteEndedAlerts,
  insertAlerts,
  type NewAlert,
  selectRenewed,
  selectSuspects,
} from "./store.js";
import { DEBOUNCE_MS, EXPIRING_MS, isHealthy, type TokenAlertFacts, tokenAlerts } from "./token-alerts.js";

const PAGE = 1_000;
const PAGES_MAX = 100;

/** Notes what is to be told of tokens, each once, and forgets what was over before anybody was told. */
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
