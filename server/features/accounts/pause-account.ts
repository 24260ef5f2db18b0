import { type AppContext, inTransaction } from "../../app-context.js";
import type { Viewer } from "../../viewer.js";
import { recordEvent } from "../audit/record-event.js";
import { requireAccount } from "./require-account.js";
import { changeAccount } from "./store.js";

/**
 * Stops the scheduled syncs of an account; its token is refreshed as before, what is stored is served, and a sync by hand
 * still works. An account that is paused already stays as it is.
 *
 * @throws {ApiError} NOT_FOUND
 */
export async function pauseAccount(app: AppContext, accountId: string, by: Viewer): Promise<void> {
  await setPaused(app, { accountId, paused: true }, by);
}

/**
 * Starts them again; a sync that came due meanwhile is made by the next job.
 *
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
