import type { AppContext } from "../../app-context.js";
import type { ActorKind, EventAction, EventOutcome, EventRow } from "../../db/schema/audit-log.js";
import { ApiError } from "../../lib/errors.js";
import { type EventPlace, selectAnyAccountEvent, selectEvent, selectEventPlace, selectEvents } from "./store.js";

export interface EventPage {
  filter: EventFilter;
  first: number;
  after: string | null;
  offset: number;
}

/**
 * Newest first.
 * @throws {ApiError} BAD_USER_INPUT when `after` is not an existing entry
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

export async function findEvent(app: AppContext, id: string): Promise<EventRow | null> {
  const number = eventId(id);
  return number === null ? null : await selectEvent(app.db, number);
}

async function encryptionContext(app: AppContext, after: string): Promise<EventPlace> {
  const id = eventId(after);
  const place = id === null ? null : await selectEventPlace(app.db, id);
  if (!place) throw unknownEvent(after);
  return place;
}

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

function eventId(id: string): number | null {
  return /^\d{1,15}$/.test(id) ? Number(id) : null;
}

function unknownEvent(id: string): ApiError {
  return new ApiError(
    "BAD_USER_INPUT",
    `\`after\` is ${JSON.stringify(id.slice(0, 40))}, which is no line of the record.`,
    {
      nextStep: "Pass the `id` of the last entry that you have, or omit `after` to start again.",
    },
  );
}

/** Counts only entries of accounts. */
export async function isAuditLogEmpty(app: AppContext): Promise<boolean> {
  return !(await selectAnyAccountEvent(app.db));
}

export function describeActor(actor: string): { kind: ActorKind; id: string | null } {
  const [prefix = "", id = ""] = actor.split(/:(.*)/s);
  const kind = KINDS[prefix] ?? "ANONYMOUS";
  return { kind, id: id === "" ? null : id };
}

const KINDS: Record<string, ActorKind> = { system: "SYSTEM", operator: "OPERATOR", key: "CLIENT", owner: "OWNER" };

export const UNANSWERED =
  "No answer came to this refresh, so its result is unknown: Instagram may have renewed the token all the same. The stored " +
  "token stays, and the server asks again by itself. Connect the account again only if Instagram then refuses it.";

export function isUnanswered({ action, outcome, instagramCode }: EventRow): boolean {
  return action === "token.failed" && outcome === "INSTAGRAM_UNAVAILABLE" && instagramCode === null;
}
