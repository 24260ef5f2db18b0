import { type AppContext, inTransaction } from "../../app-context.js";
import { reconnectCauses } from "../../instagram/errors.js";
import { SYSTEM } from "../../viewer.js";
import { eraseInTransaction } from "./erase-account.js";
import { lockAccount, selectBroken, selectBrokenSince } from "./store.js";

const BATCH = 100;
const BATCHES_MAX = 1_000;

/**
 * Erases accounts that have been broken for longer than ERASE_BROKEN_AFTER, each with a receipt; returns how many.
 * Broken: the token has expired or was revoked, so that only the owner's consent helps. Off without that setting.
 */
export async function eraseBroken(app: AppContext, signal: AbortSignal): Promise<number> {
  const { eraseBrokenAfterMs } = app.config;
  if (eraseBrokenAfterMs === null) return 0;
  const before = new Date(app.clock.now().getTime() - eraseBrokenAfterMs);
  let count = 0;
  for (let batch = 0; batch < BATCHES_MAX && !signal.aborted; batch++) {
    const ids = await selectBroken(app.db, { ...scopeOf(app), before, limit: BATCH });
    let erasedCount = 0;
    for (const id of ids) if (!signal.aborted && (await eraseOne(app, id, before))) erasedCount++;
    count += erasedCount;
    if (erasedCount === 0) break;
  }
  if (count > 0) app.log.info({ count }, "broken accounts erased");
  return count;
}

/** Checks again under the lock: the account may have been reconnected meanwhile. */
async function eraseOne(app: AppContext, id: string, before: Date): Promise<boolean> {
  return await inTransaction(app, async (app) => {
    if (!(await lockAccount(app.db, id))) return false;
    const since = await selectBrokenSince(app.db, id, scopeOf(app));
    if (!since || since > before) return false;
    return (await eraseInTransaction(app, id, { by: SYSTEM, reason: "RETENTION" })) !== null;
  });
}

/** When the retention erases the account, unless it is reconnected; null: never. */
export async function erasureDueAt(app: AppContext, accountId: string): Promise<Date | null> {
  const { eraseBrokenAfterMs } = app.config;
  if (eraseBrokenAfterMs === null) return null;
  const since = await selectBrokenSince(app.db, accountId, scopeOf(app));
  return since && new Date(since.getTime() + eraseBrokenAfterMs);
}

function scopeOf({ config, clock }: AppContext) {
  return { sandbox: config.mode === "sandbox", causes: reconnectCauses(), now: clock.now() };
}
