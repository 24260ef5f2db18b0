import { type AppContext, inTransaction } from "../../app-context.js";
import { isDatabaseUnavailable } from "../../lib/database-failures.js";
import { clockSkewS } from "../clocks/compare-clocks.js";
import { composeMessage } from "./compose-message.js";
import { enabledChannels, sendDueDeliveries } from "./deliver.js";
import { clearOutage, findSystemAlerts, noticeOutage, recordOutage } from "./find-system-alerts.js";
import { findTokenAlerts } from "./find-token-alerts.js";
import { tryLockAlerts } from "./store.js";

/** Does nothing without a channel. One process at a time; alerts and message are stored in one transaction. */
export async function runAlerts(
  app: AppContext,
  signal: AbortSignal,
): Promise<{ deliveredCount: number; failedCount: number }> {
  if (enabledChannels(app.config).length === 0) return { deliveredCount: 0, failedCount: 0 };
  try {
    if (await inTransaction(app, detectAndCompose)) clearOutage(app);
  } catch (error) {
    if (isDatabaseUnavailable(error)) recordOutage(app);
    throw error;
  }
  return await sendDueDeliveries(app, signal);
}

async function detectAndCompose(app: AppContext): Promise<boolean> {
  if (!(await tryLockAlerts(app.db))) return false;
  // With a wrong clock every token might look expired.
  if ((await clockSkewS(app)) === null) await findTokenAlerts(app);
  await findSystemAlerts(app);
  await noticeOutage(app);
  await composeMessage(app);
  return true;
}
