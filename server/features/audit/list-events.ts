import type { AppContext } from "../../app-context.js";
import type { EventRow } from "../../db/schema/audit-log.js";
import { type EventFilter, eventId, unknownEvent } from "./event-filter.js";
import { type EventPlace, selectEventPlace, selectEvents } from "./store.js";

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
