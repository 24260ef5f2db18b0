import { type AppContext, inTransaction } from "../../app-context.js";
import type { Viewer } from "../../viewer.js";
import { recordEvent } from "../audit/record-event.js";
import { requireAccount } from "./require-account.js";
import { changeAccount } from "./store.js";

/**
 * Stops an account's scheduled syncs. Its token is still refreshed, stored posts are served, and manual syncs work. Idempotent.
 *
 * @throws {ApiError} NOT_FOUND
 */
export async function pauseAccount(app: AppContext, accountId: string, by: Viewer): Promise<void> {
  await setPaused(app, { accountId, paused: true }, by);
}

/**
 * Resumes them; the next job runs a sync that became due meanwhile.
 * @throws {ApiError} NOT_FOUND
 */
export async function resumeAccount(app: AppContext, accountId: string, by: Viewer): Promise<void> {
  await setPaused(app, { accountId, paused: false }, by);
}

async function setPaused(
  app: AppContext,
  { accountId, paused }: { accountId: string; paused: boolean },
  by: Viewer,
): Promise<void> {
  const account = await requireAccount(app, by, accountId);
  if (account.paused === paused) return;
  await inTransaction(app, async (app) => {
    await changeAccount(app.db, accountId, { paused });
    await recordEvent(app, { by, action: paused ? "account.paused" : "account.resumed", accountId });
  });
  app.log.info({ accountId, paused }, "account paused or resumed");
}
