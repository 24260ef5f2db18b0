import { and, desc, eq, inArray, isNotNull, lt, type SQL, sql } from "drizzle-orm";
import type { Db } from "../../db/db.js";
import {
  type ActorKind,
  type EventAction,
  type EventOutcome,
  type EventRow,
  events,
  type NewEventRow,
} from "../../db/schema/audit-log.js";

export async function insertEvents(db: Db, rows: NewEventRow[]): Promise<void> {
  await db.insert(events).values(rows);
}

/** Counts up to `max`. Uses index events_action_idx. */
export async function countEventsSince(
  db: Db,
  { action, since, max }: { action: EventAction; since: Date; max: number },
): Promise<number> {
  const isMeant = and(eq(events.action, action), sql`${events.at} >= ${since.toISOString()}::timestamptz`);
  return (await db.select({ id: events.id }).from(events).where(isMeant).limit(max)).length;
}

/** Uses index events_account_idx. */
export async function selectAnyAccountEvent(db: Db): Promise<boolean> {
  const rows = await db.select({ id: events.id }).from(events).where(isNotNull(events.accountId)).limit(1);
  return rows.length > 0;
}

export type EventPlace = Pick<EventRow, "id" | "at">;

/** Uses the primary key. */
export async function selectEventPlace(db: Db, id: number): Promise<EventPlace | null> {
  const [row] = await db.select({ id: events.id, at: events.at }).from(events).where(eq(events.id, id)).limit(1);
  return row ?? null;
}

/** Uses the primary key. */
export async function selectEvent(db: Db, id: number): Promise<EventRow | null> {
  const [row] = await db.select().from(events).where(eq(events.id, id)).limit(1);
  return row ?? null;
}

export interface EventQuery {
  accountId: string | null;
  actions: readonly EventAction[];
  actorKinds: readonly ActorKind[];
  outcomes: readonly EventOutcome[];
  since: Date | null;
  until: Date | null;
  after: EventPlace | null;
  limit: number;
  offset: number;
}

/**
 * Newest first. Uses index events_newest_idx, or depending on the filter events_account_idx, events_action_idx,
 * events_people_idx (people only) or events_failed_idx.
 */
export async function selectEvents(db: Db, query: EventQuery): Promise<EventRow[]> {
  const { accountId, actions, since, until, after } = query;
  return await db
    .select()
    .from(events)
    .where(
      and(
        accountId === null ? undefined : eq(events.accountId, accountId),
        actions.length > 0 ? inArray(events.action, [...actions]) : undefined,
        actorCondition(query.actorKinds),
        outcomeCondition(query.outcomes),
        since ? sql`${events.at} >= ${since.toISOString()}::timestamptz` : undefined,
        until ? sql`${events.at} < ${until.toISOString()}::timestamptz` : undefined,
        after ? sql`(${events.at}, ${events.id}) < (${after.at.toISOString()}::timestamptz, ${after.id})` : undefined,
      ),
    )
    .orderBy(desc(events.at), desc(events.id))
    .limit(query.limit)
    .offset(query.offset);
}

/** Newest first. Uses index events_account_idx once per account. */
export async function selectEventsOf(
  db: Db,
  query: { accountIds: readonly string[]; actions: readonly EventAction[]; limit: number },
): Promise<EventRow[]> {
  const among = query.actions.length > 0 ? inArray(events.action, [...query.actions]) : undefined;
  const newest = db
    .select()
    .from(events)
    .where(and(sql`${events.accountId} = requested.id`, among))
    .orderBy(desc(events.at), desc(events.id))
    .limit(query.limit)
    .as("newest");
  const requested = sql`unnest(${sql.param([...query.accountIds])}::text[]) as requested(id)`;
  return (await db.select().from(requested).crossJoinLateral(newest)).map((row) => row.newest);
}

/** Oldest first; returns how many. Uses index events_newest_idx. */
export async function deleteEventsBefore(db: Db, before: Date, limit: number): Promise<number> {
  const old = db.select({ id: events.id }).from(events).where(lt(events.at, before)).orderBy(events.at).limit(limit);
  const rows = await db.delete(events).where(inArray(events.id, old)).returning({ id: events.id });
  return rows.length;
}

const ACTOR_PATTERNS: Record<Exclude<ActorKind, "SYSTEM">, string> = {
  OPERATOR: "operator:%",
  CLIENT: "key:%",
  OWNER: "owner:%",
  ANONYMOUS: "browser",
};

function actorCondition(kinds: readonly ActorKind[]): SQL | undefined {
  if (kinds.length === 0) return undefined;
  const people = kinds.filter((kind) => kind !== "SYSTEM").map((kind) => ACTOR_PATTERNS[kind]);
  const isPerson = sql`${events.actor} <> 'system' and ${events.actor} like any (${sql.param(people)}::text[])`;
  if (people.length === 0) return sql`${events.actor} = 'system'`;
  return people.length === kinds.length ? isPerson : sql`(${events.actor} = 'system' or (${isPerson}))`;
}

function outcomeCondition(outcomes: readonly EventOutcome[]): SQL | undefined {
  const [only] = new Set(outcomes);
  if (!only || new Set(outcomes).size > 1) return undefined;
  return only === "OK" ? sql`${events.outcome} = 'ok'` : sql`${events.outcome} <> 'ok'`;
}
