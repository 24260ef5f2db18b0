import type { AppContext } from "../../app-context.js";
import type { AccountRow } from "../../db/schema/accounts.js";
import { InstagramError } from "../../instagram/errors.js";
import { isGone } from "../../instagram/read-media.js";
import { HOUR_MS } from "../../lib/clock.js";
import { blockScopeKey } from "../rate-limits/read-circuit.js";
import { openBlock } from "../rate-limits/record-block.js";
import { selectAbsent } from "./store.js";

/** This many failed reads confirm a missing account; the last is a day after the first. */
const READINGS = 3;
const SPAN_MS = 23 * HOUR_MS;
/** With this many others and no success in between, the app is the cause. */
const OTHERS_OF_THE_APP = 2;
const RETRY_MS = 8 * HOUR_MS;

export type Absence = Pick<AccountRow, "unavailableSince" | "unavailableReadings">;
export const NO_ABSENCE: Absence = { unavailableSince: null, unavailableReadings: 0 };

/**
 * Interprets code 100 with subcode 33: the account does not exist. Three reads over a day confirm it. If many accounts fail
 * alike, the app is the cause. Until then the account is only read again. `absence` is the state to store. Returns any other
 * failure unchanged.
 */
export async function settleAbsence(
  app: AppContext,
  claim: AccountRow,
  failure: InstagramError,
): Promise<{ failure: InstagramError; absence?: Absence }> {
  if (!isGone(failure)) return { failure };
  const now = app.clock.now();
  const { mode, instagram } = app.config;
  const scope = { sandbox: mode === "sandbox", appId: instagram.appId };
  const othersCount = await selectAbsent(app.db, scope, { id: claim.id, now });
  const isKnown = claim.unavailableSince !== null && claim.unavailableSince <= now;
  const unavailableSince = isKnown && claim.unavailableSince ? claim.unavailableSince : now;
  if (othersCount >= OTHERS_OF_THE_APP) {
    await openBlock(app, blockScopeKey(app, "readProfile"));
    return {
      failure: as(failure, { failureCause: "APP_BLOCKED" }),
      absence: { unavailableSince, unavailableReadings: claim.unavailableReadings },
    };
  }
  const unavailableReadings = (isKnown ? claim.unavailableReadings : 0) + 1;
  const isLongSo = unavailableReadings >= READINGS && now.getTime() - unavailableSince.getTime() >= SPAN_MS;
  if (isLongSo && othersCount === 0) {
    return { failure: as(failure, { failureCause: "ACCOUNT_UNAVAILABLE" }), absence: NO_ABSENCE };
  }
  const nextStep =
    "Instagram says that this account is not there. The server asks again for a day before it believes that; " +
    "look whether the account opens in the Instagram app.";
  return { failure: as(failure, { nextStep }), absence: { unavailableSince, unavailableReadings } };
}

/** When to read an unconfirmed missing account again: several times a day. Null for others. */
export function absenceRetryAt(app: AppContext, { failureCause }: InstagramError, absence?: Absence): Date | null {
  if (failureCause !== "INSTAGRAM_REJECTED" || !absence?.unavailableSince) return null;
  return new Date(app.clock.now().getTime() + RETRY_MS * (1 + Math.random() / 2));
}

function as(
  { message, name: _name, cause: _cause, stack: _stack, ...rest }: InstagramError,
  details: Partial<Pick<InstagramError, "failureCause" | "nextStep">>,
): InstagramError {
  return new InstagramError(message, { ...rest, nextStep: undefined, ...details });
}
