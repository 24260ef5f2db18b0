import { type AppContext, inTransaction } from "../../app-context.js";
import { DAY_MS } from "../../lib/clock.js";
import { ApiError } from "../../lib/errors.js";
import type { Viewer } from "../../viewer.js";
import { recordEvent } from "../audit/record-event.js";
import { requireAccount } from "./require-account.js";
import { changeAccount } from "./store.js";

const DAYS_MAX = 90;

/**
 * Hides an account from the attention queue until an instant; null ends the snooze.
 * @throws {ApiError} NOT_FOUND, and BAD_USER_INPUT for an instant that is past or more than 90 days ahead
 */
export async function snoozeAccount(
  app: AppContext,
  { accountId, until }: { accountId: string; until: Date | null },
  by: Viewer,
): Promise<void> {
  const now = app.clock.now();
  if (until && (until <= now || until.getTime() > now.getTime() + DAYS_MAX * DAY_MS)) {
    throw new ApiError("BAD_USER_INPUT", `\`until\` is ${until.toISOString()}.`, {
      nextStep: `Name an instant that is still to come, at most ${DAYS_MAX} days ahead.`,
    });
  }
  await requireAccount(app, by, accountId);
  await inTransaction(app, async (app) => {
    await changeAccount(app.db, accountId, { snoozedUntil: until });
    await recordEvent(app, { by, action: "account.snoozed", accountId });
  });
}
