import { randomBytes } from "node:crypto";
import type { AppContext } from "../../app-context.js";
import type { PictureRow } from "../../db/schema/pictures.js";
import { MINUTE_MS } from "../../lib/clock.js";
import { QueueFullError } from "../../lib/concurrency.js";
import { assetRuntime } from "./asset-runtime.js";
import { type Copied, copyPicture } from "./copy-picture.js";
import { claimDuePictures, delayPictures, enqueueVideos, nextDueAccount, releasePicture } from "./picture-store.js";
import { hasRoom } from "./quota.js";
import { isStoreDown, mayTryStore, postponeStore } from "./store-state.js";

const TURN = 8;
const TURNS_MAX = 50_000;
const WOKEN_MAX = 5_000;

/** A few of each account in turn, until none is left, the quota is reached or the signal fires. */
export async function copyDuePictures(
  app: AppContext,
  signal: AbortSignal,
): Promise<{ copiedCount: number; failedCount: number }> {
  const count = { copiedCount: 0, failedCount: 0 };
  if (app.config.keepVideos) await enqueueVideos(app.db, app.clock.now(), WOKEN_MAX);
  // Each process starts at a random account, so that two rarely meet.
  let accountId = `acc_${randomBytes(4).toString("base64url")}`;
  let isSecondRound = false;
  for (let turn = 0; turn < TURNS_MAX && !signal.aborted; turn++) {
    const next = await nextDueAccount(app.db, { ...scopeOf(app), after: accountId });
    if (next === null && isSecondRound) break;
    isSecondRound = next === null;
    accountId = next ?? "";
    if (next === null) continue;
    const outcomes = await copyTurn(app, next, signal);
    if (outcomes.includes("FULL")) break;
    const copied = outcomes.filter((outcome) => outcome === "COPIED").length;
    count.copiedCount += copied;
    count.failedCount += outcomes.length - copied;
  }
  return count;
}

function scopeOf(app: AppContext) {
  return { sandbox: app.config.mode === "sandbox", now: app.clock.now() };
}

async function copyTurn(app: AppContext, accountId: string, signal: AbortSignal): Promise<Copied[]> {
  if (!(await hasRoom(app)) || !(await mayTryStore(app))) return ["FULL"];
  const wasDown = isStoreDown(app);
  const limit = wasDown ? 1 : TURN;
  const claims = await claimDuePictures(app.db, accountId, { now: app.clock.now(), limit });
  const { copying } = assetRuntime(app);
  const outcomes = await Promise.all(
    claims.map((claim) => orBroken(app, claim, () => copying.pass(() => copyPicture(app, claim, signal)))),
  );
  if (wasDown && outcomes.includes("FULL")) postponeStore(app);
  // Each picture would need its own call, and further calls prolong the throttling.
  if (outcomes.includes("RATE_LIMITED")) {
    await delayPictures(app.db, accountId, new Date(app.clock.now().getTime() + 30 * MINUTE_MS));
  }
  return outcomes;
}

/** A bug with one picture never stops the others. */
async function orBroken(app: AppContext, claim: PictureRow, copy: () => Promise<Copied>): Promise<Copied> {
  try {
    return await copy();
  } catch (error) {
    if (error instanceof QueueFullError) {
      await releasePicture(app.db, claim, claim.nextTryAt);
      return "FULL";
    }
    if (!app.outage.explains(error))
      app.log.error({ accountId: claim.accountId, mediaId: claim.mediaId, err: error }, "copying broke");
    return "UNAVAILABLE";
  }
}
