import type { AppContext } from "../../app-context.js";
import { ApiError } from "../../lib/errors.js";
import { SYSTEM } from "../../viewer.js";
import { claimSync } from "./store.js";
import { syncClaimed } from "./sync-account.js";

/** A job continues what it does not finish. */
export function syncInBackground(app: AppContext, accountId: string): void {
  app.background.start("sync", async (signal) => {
    const claim = await claimSync(app.db, accountId);
    if (!claim) return;
    await syncClaimed(app, claim, { by: SYSTEM, full: true, signal }).catch((error: unknown) => {
      if (!(error instanceof ApiError)) throw error;
    });
  });
}
