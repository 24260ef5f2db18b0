import { openDatabase } from "../../server/db/db.js";
import { claimDueTokens } from "../../server/features/tokens/claim-store.js";
import { replaceRefreshed } from "../../server/features/tokens/store.js";

/*
 * A process that claims what is due and finishes it, as the job does, without a call to Instagram in between. It begins when
 * it is told to, and tells how much it did, and how long both took apart.
 */

const { DATABASE_URL = "", NOW = "", LATER = "" } = process.env;
const BATCH = 100;
const ROWS_MAX = 1_000_000;
const scope = { sandbox: true, appId: "seed" };
const [now, nextRefreshAt] = [new Date(NOW), new Date(LATER)];

const { db, close } = openDatabase(DATABASE_URL);
await claimDueTokens(db, scope, { now: new Date(0), limit: BATCH });
process.once("message", async () => {
  const done = { count: 0, claimMs: 0, finishMs: 0, cpuUs: 0 };
  const cpuBefore = process.cpuUsage();
  while (done.count < ROWS_MAX) {
    const startedMs = performance.now();
    const claims = await claimDueTokens(db, scope, { now, limit: BATCH });
    done.claimMs += performance.now() - startedMs;
    if (claims.length === 0) break;
    const claimedMs = performance.now();
    const refreshed = claims.map((claim) => ({ claim, fresh: { ...claim, nextRefreshAt } }));
    done.count += (await replaceRefreshed(db, refreshed)).size;
    done.finishMs += performance.now() - claimedMs;
  }
  const { user, system } = process.cpuUsage(cpuBefore);
  done.cpuUs = user + system;
  await close();
  process.send?.(done, () => process.exit(0));
});
process.send?.({ isReady: true });
