import type { ActorKind, EventAction, EventOutcome } from "../../db/schema/audit-log.js";
import { ApiError } from "../../lib/errors.js";

/** Which audit log entries; null and empty filter nothing. */
export interface EventFilter {
  accountId?: string | null;
  action?: EventAction[] | null;
  actorKind?: ActorKind[] | null;
  outcome?: EventOutcome[] | null;
  /** Inclusive. */
  since?: Date | null;
  /** Exclusive. */
  until?: Date | null;
}

/** A line's id as it is stored; null for a text that none can have. */
export function eventId(id: string): number | null {
  return /^\d{1,15}$/.test(id) ? Number(id) : null;
}

export function unknownEvent(id: string): ApiError {
  return new ApiError(
    "BAD_USER_INPUT",
    `\`after\` is ${JSON.stringify(id.slice(0, 40))}, which is no line of the record.`,
    {
      nextStep: "Pass the `id` of the last event that you hold; without `after` the list begins anew.",
    },
  );
}
