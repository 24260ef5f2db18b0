import type { World } from "../../app-context.js";
import type { AlertKind } from "../../db/schema/alerts.js";
import { readBlock } from "../rate-limits/read-circuit.js";
import {
  type AlertCandidate,
  closeAccountAlerts,
  deleteOverNews,
  insertAlerts,
  type NewAlert,
  selectRenewed,
  selectSuspects,
} from "./store.js";
import { DEBOUNCE_MS, EXPIRING_MS, isHealthy, type TokenAlertFacts, tokenAlerts } from "./token-alerts.js";

const PAGE = 1_000;
const PAGES_MAX = 100;

/** Notes what is to be told of tokens, each once, and forgets what was over before anybody was told. */
export async function findTokenAlerts(world: World): Promise<void> {
  const sandbox = world.config.mode === "sandbox";
  await deleteOverNews(world.db, sandbox);
  await noticeTrouble(world);
  await noticeRecovery(world);
}

async function noticeTrouble(world: World): Promise<void> {
  const now = world.clock.now();
  const scope = { sandbox: world.config.mode === "sandbox", appId: world.config.instagram.appId };
  const failingSince = new Date(now.getTime() - DEBOUNCE_MS);
  const expiresBefore = new Date(now.getTime() + EXPIRING_MS);
  const isAppBlocked = (await readBlock(world)) !== null;
  let after = "";
  for (let page = 0; page < PAGES_MAX; page++) {
    const accounts = await selectSuspects(world.db, scope, { now, failingSince, expiresBefore, after, limit: PAGE });
    const news = accounts.flatMap((account) =>
      tokenAlerts({ ...factsOf(world, account), isAppBlocked }, now).map((kind) => alertOf(world, account, kind)),
    );
    await insertAlerts(world.db, news);
    const last = accounts.at(-1);
    if (!last || accounts.length < PAGE) return;
    after = last.id;
  }
}

async function noticeRecovery(world: World): Promise<void> {
  const now = world.clock.now();
  const renewed = await selectRenewed(world.db, world.config.mode === "sandbox", PAGE);
  const recovered = renewed.filter((account) => isHealthy(factsOf(world, account), now));
  const ids = recovered.map(({ id }) => id);
  await closeAccountAlerts(world.db, ids, now);
  await insertAlerts(
    world.db,
    recovered.map((account) => ({ ...alertOf(world, account, "RECOVERED"), closedAt: now })),
  );
}

function factsOf({ config }: World, account: AlertCandidate): TokenAlertFacts {
  return { ...account, usable: account.isHeld && account.appId === config.instagram.appId };
}

function alertOf({ clock, config }: World, account: AlertCandidate, kind: AlertKind): NewAlert {
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
