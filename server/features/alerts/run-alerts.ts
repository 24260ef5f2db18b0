import { type AppContext, inTransaction } from "../../app-context.js";
import { isDatabaseUnavailable } from "../../lib/database-failures.js";
import { clockSkewS } from "../clocks/compare-clocks.js";
import { composeMessage } from "./compose-message.js";
import { enabledChannels, sendDueDeliveries } from "./deliver.js";
import { clearOutage, findSystemAlerts, noticeOutage, recordOutage } from "./find-system-alerts.js";
import { findTokenAlerts } from "./find-token-alerts.js";
import { tryLockAlerts } from "./store.js";

/**
 * Looks for news, words what nobody was told yet as one message, and sends what is due; nothing where no channel is set.
 *
 * Of several processes one notices and words at a time. News and message are stored in one transaction, so that nothing is
 * lost and nothing told twice.
 */
export async function runAlerts(
  app: AppContext,
  signal: AbortSignal,
): Promise<{ deliveredCount: number; failedCount: number }> {
  if (enabledChannels(app.config).length === 0) return { deliveredCount: 0, failedCount: 0 };
  try {
    if (await inTransaction(app, noticeAndWord)) clearOutage(app);
  } catch (error) {
    if (isDatabaseUnavailable(error)) recordOutage(app);
    throw error;
  }
  return await sendDueDeliveries(app, signal);
}

/** False when another process is at it. */
async function noticeAndWord(app: AppContext): Promise<boolean> {
  if (!(await tryLockAlerts(app.db))) return false;
  // By a clock that is wrong every token may have run out.
  if ((await clockSkewS(app)) === null) await findTokenAlerts(app);
  await findSystemAlerts(app);
  await noticeOutage(app);
  await composeMessage(app);
  return true;
}
