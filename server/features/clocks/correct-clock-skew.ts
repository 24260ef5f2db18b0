import type { AppContext } from "../../app-context.js";
import { DAY_MS, HOUR_MS } from "../../lib/clock.js";
import {
  clearFutureInstants,
  correctPictures,
  correctRefreshes,
  correctSyncs,
  correctWaits,
  recheckFutureTokens,
  undoFalseExpiries,
} from "./store.js";

/** Longer than the longest retry, and than Instagram ever throttles. */
const WAIT_MAX_MS = 25 * HOUR_MS;
/** A picture is tried again within two days. */
const PICTURE_WAIT_MAX_MS = 3 * DAY_MS;

/**
 * Repairs the effects of a clock that was ahead. Makes everything due that waits longer than anything is ever scheduled, and
 * revives tokens that only seemed expired. Does not change tokens' dates, so that it is harmless while the clock is behind.
 */
export async function correctClockSkew(app: AppContext): Promise<void> {
  const { db, config, clock, log } = app;
  const now = clock.now();
  const after = (ms: number) => new Date(now.getTime() + ms);
  const scope = { sandbox: config.mode === "sandbox", appId: config.instagram.appId };
  const latest = after(Math.max(2 * config.syncEveryMs, WAIT_MAX_MS));
  const falseExpiries = await undoFalseExpiries(db, now);
  const counts = {
    falseExpiries,
    refreshes: (await recheckFutureTokens(db, now)) + (await correctRefreshes(db, now)),
    syncs: await correctSyncs(db, scope, { now, latest, latestFullSync: after(config.fullSyncEveryMs) }),
    pictures: await correctPictures(db, { now, latest: after(PICTURE_WAIT_MAX_MS) }),
  };
  await correctWaits(db, { now, latest: after(WAIT_MAX_MS) });
  await clearFutureInstants(db, now);
  if (Object.values(counts).some((count) => count > 0)) {
    log.warn(counts, "what a clock that was ahead had put off is due again");
  }
}
