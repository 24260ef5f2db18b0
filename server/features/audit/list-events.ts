import type { AppContext } from "../../app-context.js";
import type { ActorKind, EventAction, EventOutcome, EventRow } from "../../db/schema/audit-log.js";
import { ApiError } from "../../lib/errors.js";
import { type EventPlace, selectAnyAccountEvent, selectEventPlace, selectEvents } from "./store.js";

export interface EventPage {
  filter: EventFilter;
  first: number;
  /** The id of the last line already held. */
  after: string | null;
  offset: number;
}

/**
 * One page of the record, newest first, and whether there is more.
 *
 * @throws {ApiError} BAD_USER_INPUT when `after` is no line of the record, or no longer one
 */
export async function listEvents(
  app: AppContext,
  page: EventPage,
): Promise<{ nodes: EventRow[]; hasNextPage: boolean }> {
  const { filter, first, offset } = page;
  const rows = await selectEvents(app.db, {
    accountId: filter.accountId ?? null,
    actions: filter.action ?? [],
    actorKinds: filter.actorKind ?? [],
    outcomes: filter.outcome ?? [],
    since: filter.since ?? null,
    until: filter.until ?? null,
    after: page.after === null ? null : await encryptionContext(app, page.after),
    limit: first + 1,
    offset,
  });
  return { nodes: rows.slice(0, first), hasNextPage: rows.length > first };
}

async function encryptionContext(app: AppContext, after: string): Promise<EventPlace> {
  const id = eventId(after);
  const place = id === null ? null : await selectEventPlace(app.db, id);
  if (!place) throw unknownEvent(after);
  return place;
}

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
function eventId(id: string): number | null {
  return /^\d{1,15}$/.test(id) ? Number(id) : null;
}

function unknownEvent(id: string): ApiError {
  return new ApiError(
    "BAD_USER_INPUT",
    `\`after\` is ${JSON.stringify(id.slice(0, 40))}, which is no line of the record.`,
    {
      nextStep: "Pass the `id` of the last event that you hold; without `after` the list begins anew.",
    },
  );
}

/** Whether nothing has ever happened to any account here: true only before the very first one. */
export async function isAuditLogEmpty(app: AppContext): Promise<boolean> {
  return !(await selectAnyAccountEvent(app.db));
}
