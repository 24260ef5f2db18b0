import type { World } from "../../app-context.js";
import { DAY_MS, HOUR_MS } from "../../lib/clock.js";
import {
  doubtFutureTokens,
  forgetFalseExpiries,
  forgetTheFuture,
  pullBackPictures,
  pullBackRefreshes,
  pullBackSyncs,
  pullBackWaits,
} from "./store.js";

/** Longer than the longest retry, and than Instagram ever throttles. */
const WAIT_MAX_MS = 25 * HOUR_MS;
/** A picture is tried again within two days. */
const PICTURE_WAIT_MAX_MS = 3 * DAY_MS;

/**
 * Mends what a clock that was ahead has left behind once it is right: whatever waits for an instant that lies farther off
 * than anything is planned is due now, and a token that ran out by that clock alone has not. It changes no date of a token's,
 * so that it does no harm while the clock is behind.
 */
export async function pullBack(world: World): Promise<void> {
  const { db, config, clock, log } = world;
  const now = clock.now();
  const after = (ms: number) => new Date(now.getTime() + ms);
  const scope = { sandbox: config.mode === "sandbox", appId: config.instagram.appId };
  const latest = after(Math.max(2 * config.syncEveryMs, WAIT_MAX_MS));
  const falseExpiries = await forgetFalseExpiries(db, now);
  const counts = {
    falseExpiries,
    refreshes: (await doubtFutureTokens(db, now)) + (await pullBackRefreshes(db, now)),
    syncs: await pullBackSyncs(db, scope, { now, latest, sweepLatest: after(config.sweepEveryMs) }),
    pictures: await pullBackPictures(db, { now, latest: after(PICTURE_WAIT_MAX_MS) }),
  };
  await pullBackWaits(db, { now, latest: after(WAIT_MAX_MS) });
  await forgetTheFuture(db, now);
  if (Object.values(counts).some((count) => count > 0)) {
    log.warn(counts, "what a clock that was ahead had put off is due again");
  }
}
