import type { AppContext } from "../../app-context.js";
import type { PictureRow } from "../../db/schema/pictures.js";
import { DAY_MS } from "../../lib/clock.js";
import { storeErrorCode } from "../../lib/file-store.js";
import { retryDelayMs } from "../../lib/retry-delay.js";
import { CopyError, type PictureFailure } from "./copy-error.js";
import { fetchOriginal } from "./fetch-original.js";
import { failCopy, finishCopy, releasePicture } from "./picture-store.js";
import { refreshSourceUrl } from "./refresh-source-url.js";
import { type NewFile, storeFile } from "./store-file.js";
import { recordStoreError, recordStoreTook } from "./store-state.js";

const ATTEMPTS_MAX = 12;

export type Copied = "COPIED" | "FULL" | PictureFailure;

/** A temporary failure is retried after minutes, up to a day. A failing store is not the picture's failure. */
export async function copyPicture(app: AppContext, claim: PictureRow, signal?: AbortSignal): Promise<Copied> {
  try {
    const original = await readOriginal(app, claim, signal);
    const isStored = await storeFile(app, original, (app) => finishCopy(app.db, claim, original.hash));
    recordStoreTook(app);
    if (!isStored) app.log.debug({ accountId: claim.accountId }, "picture changed while it was copied");
    return "COPIED";
  } catch (error) {
    const code = storeErrorCode(error);
    if (code) {
      recordStoreError(app, code, error);
      await releasePicture(app.db, claim, claim.nextTryAt);
      return "FULL";
    }
    if (!(error instanceof CopyError)) {
      await releasePicture(app.db, claim, new Date(app.clock.now().getTime() + retryDelayMs(1, null)));
      throw error;
    }
    const { blockedUntil } = error.details;
    if (blockedUntil) await releasePicture(app.db, claim, blockedUntil);
    else if (signal?.aborted) await releasePicture(app.db, claim, claim.nextTryAt);
    else await recordFailure(app, claim, error);
    return error.failureCause;
  }
}

async function readOriginal(app: AppContext, claim: PictureRow, signal: AbortSignal | undefined): Promise<NewFile> {
  const { kind, source } = claim;
  if (source) {
    try {
      return await fetchOriginal(app, kind, { source, signal });
    } catch (error) {
      if (!(error instanceof CopyError) || !error.details.isSignature) throw error;
    }
  }
  return await fetchOriginal(app, kind, { source: await refreshSourceUrl(app, claim), signal });
}

async function recordFailure(app: AppContext, claim: PictureRow, failure: CopyError): Promise<void> {
  const now = app.clock.now();
  const attempts = claim.attempts + 1;
  // Only a reconnection brings a new token, and it makes the picture due again.
  const isOver = failure.failureCause === "TOKEN_DEAD" || attempts >= ATTEMPTS_MAX;
  const waitMs = Math.min(retryDelayMs(attempts, failure.details.retryAfterS ?? null), 2 * DAY_MS);
  await failCopy(app.db, claim, {
    attempts,
    failureCause: failure.failureCause,
    failedAt: now,
    nextTryAt: isOver ? null : new Date(now.getTime() + waitMs),
  });
  const { accountId, mediaId, kind } = claim;
  app.log.warn({ accountId, mediaId, kind, cause: failure.failureCause, attempts }, "picture not copied");
}
