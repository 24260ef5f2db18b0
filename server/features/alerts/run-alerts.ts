import { inTransaction, type World } from "../../app-context.js";
import { isDatabaseUnavailable } from "../../lib/database-failures.js";
import { clockSkewS } from "../clocks/compare-clocks.js";
import { composeMessage } from "./compose-message.js";
import { clearOutage, noticeOutage, recordOutage } from "./database-outage.js";
import { enabledChannels } from "./enabled-channels.js";
import { findSystemAlerts } from "./find-system-alerts.js";
import { findTokenAlerts } from "./find-token-alerts.js";
import { sendDueDeliveries } from "./send-due-deliveries.js";
import { tryLockAlerts } from "./store.js";

/**
 * Looks for news, words what nobody was told yet as one message, and sends what is due; nothing where no channel is set.
 *
 * Of several processes one notices and words at a time. News and message are kept in one transaction, so that nothing is
 * lost and nothing told twice.
 */
export async function runAlerts(
  world: World,
  signal: AbortSignal,
): Promise<{ deliveredCount: number; failedCount: number }> {
  if (enabledChannels(world.config).length === 0) return { deliveredCount: 0, failedCount: 0 };
  try {
    if (await inTransaction(world, noticeAndWord)) clearOutage(world);
  } catch (error) {
    if (isDatabaseUnavailable(error)) recordOutage(world);
    throw error;
  }
  return await sendDueDeliveries(world, signal);
}

/** False when another process is at it. */
async function noticeAndWord(world: World): Promise<boolean> {
  if (!(await tryLockAlerts(world.db))) return false;
  // By a clock that is wrong every token may have run out.
  if ((await clockSkewS(world)) === null) await findTokenAlerts(world);
  await findSystemAlerts(world);
  await noticeOutage(world);
  await composeMessage(world);
  return true;
}
