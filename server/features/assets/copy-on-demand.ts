import { setTimeout as sleep } from "node:timers/promises";
import type { AppContext } from "../../app-context.js";
import { assetRuntime } from "./asset-runtime.js";
import type { PictureFailure } from "./copy-error.js";
import { type Copied, copyPicture } from "./copy-picture.js";
import { type Asset, readPicture } from "./find-picture.js";
import { claimPicture, selectPicture } from "./picture-store.js";
import { isStoreDown, mayTryStore, postponeStore } from "./store-state.js";

const WAIT_MS = 20_000;
const WAIT_STEP_MS = 200;

/**
 * Copies a picture that a client waits for, due or not. Concurrent callers share one copy, also across processes. After
 * a recent failure it waits for the next scheduled attempt.
 * @throws {QueueFullError} when too many pictures wait to be copied
 */
export async function copyOnDemand(app: AppContext, found: Asset): Promise<Copied> {
  const runtime = assetRuntime(app);
  const isPutOff = found.nextTryAt === null || found.nextTryAt > app.clock.now();
  if (found.failureCause && isPutOff) return found.failureCause as PictureFailure;
  if (runtime.full === "LIMIT_REACHED" || !(await mayTryStore(app))) return "FULL";
  return await runtime.once(`copy ${found.key}`, async () => {
    // It may have been copied since the caller's lookup.
    const now = await readPicture(app, { key: found.key, width: null, type: null });
    if (now?.file && now.file.name !== found.file?.name) return "COPIED";
    // Claimed after the queue: a lease must neither expire in it nor remain when it is full.
    const wasDown = isStoreDown(app);
    const copied = await runtime.copying.pass(async () => {
      const claim = await claimPicture(app.db, found);
      return claim && (await copyPicture(app, claim));
    });
    if (wasDown && copied === "FULL") postponeStore(app);
    return copied ?? (await waitForOther(app, found));
  });
}

async function waitForOther(app: AppContext, found: Asset): Promise<Copied> {
  for (let waitedMs = 0; waitedMs < WAIT_MS; waitedMs += WAIT_STEP_MS) {
    await sleep(WAIT_STEP_MS);
    const picture = await selectPicture(app.db, found);
    if (!picture) return "GONE";
    if (picture.failureCause && !picture.isHeld) return picture.failureCause as PictureFailure;
    if (picture.hash && !picture.isHeld) return "COPIED";
  }
  return "UNAVAILABLE";
}
