import { rm, writeFile } from "node:fs/promises";
import type { AppContext } from "../../app-context.js";
import { MINUTE_MS, SECOND_MS } from "../../lib/clock.js";
import { type StoreErrorCode, storeErrorCode } from "../../lib/file-store.js";
import { assetRuntime } from "./asset-runtime.js";

const PROBE = Buffer.alloc(4_096);

const WAIT_MIN_MS = 10 * SECOND_MS;
const WAIT_MAX_MS = 10 * MINUTE_MS;

const MESSAGES = {
  DISK_FULL: "files are not copied: the disk is full; what is kept is served on",
  NOT_WRITABLE: "files are not copied: their store cannot be written; what is kept is served on",
} as const satisfies Record<StoreErrorCode, string>;

export function recordStoreError(app: AppContext, code: StoreErrorCode, error: unknown): void {
  const runtime = assetRuntime(app);
  const own = (error as NodeJS.ErrnoException).code;
  const cause = ((error as Error).cause as NodeJS.ErrnoException | undefined)?.code;
  if (runtime.full !== code) app.log.error({ code: own ?? cause ?? null }, MESSAGES[code]);
  runtime.full = code;
}

export function recordStoreTook(app: AppContext): void {
  const runtime = assetRuntime(app);
  if (runtime.full === null || runtime.full === "LIMIT_REACHED") return;
  runtime.full = null;
  runtime.retry = { atMs: 0, waitMs: 0 };
  app.log.info("files are copied again: their store takes them");
}

export function isStoreDown(app: AppContext): boolean {
  const { full } = assetRuntime(app);
  return full !== null && full !== "LIMIT_REACHED";
}

/** It works, or a few bytes can be written to scratch and no recent retry failed. Needs no download. */
export async function mayTryStore(app: AppContext): Promise<boolean> {
  if (!isStoreDown(app)) return true;
  return performance.now() >= assetRuntime(app).retry.atMs && (await canWrite(app));
}

/** A writable store failed again: doubles the wait before the next attempt. */
export function postponeStore(app: AppContext): void {
  const { retry } = assetRuntime(app);
  retry.waitMs = Math.min(Math.max(2 * retry.waitMs, WAIT_MIN_MS), WAIT_MAX_MS);
  retry.atMs = performance.now() + retry.waitMs;
}

async function canWrite(app: AppContext): Promise<boolean> {
  try {
    const path = await app.files.scratch();
    await writeFile(path, PROBE);
    await rm(path, { force: true });
    return true;
  } catch (error) {
    const code = storeErrorCode(error);
    if (!code) throw error;
    recordStoreError(app, code, error);
    return false;
  }
}
