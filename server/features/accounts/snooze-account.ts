import { inTransaction, type World } from "../../app-context.js";
import { DAY_MS } from "../../lib/clock.js";
import { ApiError } from "../../lib/errors.js";
import type { Viewer } from "../../viewer.js";
import { recordEvent } from "../audit/record-event.js";
import { requireAccount } from "./require-account.js";
import { changeAccount } from "./store.js";

const DAYS_MAX = 90;

/**
 * Leaves an account out of those that need somebody until an instant; null puts it back. Nothing else of it changes.
 *
 * @throws {Refusal} NOT_FOUND, and BAD_USER_INPUT for an instant that is past or more than 90 days ahead
 */
export async function snoozeAccount(
  world: World,
  { accountId, until }: { accountId: string; until: Date | null },
  by: Viewer,
): Promise<void> {
  const now = world.clock.now();
  if (until && (until <= now || until.getTime() > now.getTime() + DAYS_MAX * DAY_MS)) {
    throw new ApiError("BAD_USER_INPUT", `\`until\` is ${until.toISOString()}.`, {
      nextStep: `Name an instant that is still to come, at most ${DAYS_MAX} days ahead.`,
    });
  }
  await requireAccount(world, by, accountId);
  await inTransaction(world, async (world) => {
    await changeAccount(world.db, accountId, { snoozedUntil: until });
    await recordEvent(world, { by, action: "account.snoozed", accountId });
  });
}
