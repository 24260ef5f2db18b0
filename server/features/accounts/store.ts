import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import { contentChanged } from "../../db/content-changes.js";
import type { Db } from "../../db/db.js";
import {
  type AccountRow,
  accountColumns,
  accountStates,
  accounts,
  type NewAccountRow,
} from "../../db/schema/accounts.js";
import type { AccessScope } from "../../viewer.js";

export async function hasLiveAccount(db: Db): Promise<boolean> {
  const [row] = await db.select({ id: accounts.id }).from(accounts).where(eq(accounts.sandbox, false)).limit(1);
  return row !== undefined;
}

export async function selectVisibleAccount(db: Db, id: string, accessScope: AccessScope): Promise<AccountRow | null> {
  const among = accessScope.accountIds ? inArray(accounts.id, [...accessScope.accountIds]) : undefined;
  const [row] = await db
    .select(accountColumns)
    .from(accounts)
    .innerJoin(accountStates, eq(accountStates.accountId, accounts.id))
    .where(and(eq(accounts.id, id), eq(accounts.sandbox, accessScope.sandbox), among))
    .limit(1);
  return row ?? null;
}

export async function changeAccount(
  db: Db,
  id: string,
  { paused, snoozedUntil, ...labels }: LabelColumns & Partial<Pick<NewAccountRow, "paused" | "snoozedUntil">>,
): Promise<void> {
  const state = { ...(paused !== undefined && { paused }), ...(snoozedUntil !== undefined && { snoozedUntil }) };
  if (Object.keys(state).length > 0) await db.update(accountStates).set(state).where(eq(accountStates.accountId, id));
  if (Object.keys(labels).length > 0) await db.update(accounts).set(labels).where(eq(accounts.id, id));
  contentChanged(db, [id]);
}

export interface TagChange {
  ids: readonly string[];
  sandbox: boolean;
  add: readonly string[];
  remove: readonly string[];
}

/** How many of the accounts exist, and the most tags that one of them would have. Uses the primary key. */
export async function countTags(
  db: Db,
  { ids, sandbox, add, remove }: TagChange,
): Promise<{ foundCount: number; tagCountMax: number }> {
  const [row] = await db.execute<{ foundCount: number; tagCountMax: number }>(sql`
    select count(*)::int as "foundCount", coalesce(max((
      select count(distinct tag) from unnest(tags || ${textArray(add)}) as given(tag)
      where tag <> all(${textArray(remove)}))), 0)::int as "tagCountMax"
    from ${accounts} where id = any(${textArray(ids)}) and sandbox = ${sandbox}::boolean`);
  return row ?? { foundCount: 0, tagCountMax: 0 };
}

/** Returns the accounts that changed, with their new number of tags. Uses the primary key. */
export async function changeTags(
  db: Db,
  { ids, sandbox, add, remove }: TagChange,
): Promise<{ id: string; tagCount: number }[]> {
  const changed = await db.execute<{ id: string; tagCount: number }>(sql`
    with locked as (
      select id, tags from ${accounts} where id = any(${textArray(ids)}) and sandbox = ${sandbox}::boolean order by id for update
    ), wanted as (
      select id, array(
        select tag from unnest(tags || ${textArray(add)}) with ordinality as given(tag, position)
        where tag <> all(${textArray(remove)}) group by tag order by min(position)) as tags
      from locked
    ), changed as (
      update ${accounts} a set tags = wanted.tags from wanted
      where a.id = wanted.id and a.tags <> wanted.tags returning a.id, cardinality(a.tags) as "tagCount"
    )
    select id, "tagCount" from changed`);
  contentChanged(
    db,
    changed.map(({ id }) => id),
  );
  return changed;
}

export type LabelColumns = Partial<Pick<NewAccountRow, "reference" | "referenceFolded" | "tags" | "note">>;

/** Returns the accounts that exist, and which of them changed; absent columns stay. Uses the primary key. */
export async function changeAccounts(
  db: Db,
  { changes, sandbox }: { changes: readonly (LabelColumns & { id: string })[]; sandbox: boolean },
): Promise<{ id: string; isChanged: boolean }[]> {
  const found = await db.execute<{ id: string; isChanged: boolean }>(sql`
    with given as (
      select value, value->>'id' as id,
        array(select jsonb_array_elements_text(case when value ? 'tags' then value->'tags' else '[]' end)) as tags
      from jsonb_array_elements(${JSON.stringify(changes)}::jsonb)
    ), locked as (
      select a.id, a.reference, a.reference_folded, a.tags, a.note from ${accounts} a join given on given.id = a.id
      where a.sandbox = ${sandbox}::boolean order by a.id for update of a
    ), wanted as (
      select id,
        case when value ? 'reference' then value->>'reference' else locked.reference end as reference,
        case when value ? 'reference' then value->>'referenceFolded' else locked.reference_folded end as reference_folded,
        case when value ? 'tags' then given.tags else locked.tags end as tags,
        case when value ? 'note' then value->>'note' else locked.note end as note
      from locked join given using (id)
    ), changed as (
      update ${accounts} a set reference = wanted.reference, reference_folded = wanted.reference_folded,
        tags = wanted.tags, note = wanted.note
      from wanted where a.id = wanted.id
        and (a.reference, a.tags, a.note) is distinct from (wanted.reference, wanted.tags, wanted.note)
      returning a.id
    )
    select locked.id, changed.id is not null as "isChanged" from locked left join changed using (id)`);
  contentChanged(
    db,
    found.filter(({ isChanged }) => isChanged).map(({ id }) => id),
  );
  return found;
}

function textArray(values: readonly string[]) {
  return sql`${sql.param([...values])}::text[]`;
}

export async function rescheduleAccounts(
  db: Db,
  ids: readonly string[],
  { at, cause }: { at: Date; cause?: string | undefined },
): Promise<void> {
  await db
    .update(accountStates)
    .set({ nextSyncAt: at, ...(cause !== undefined && { syncFailureCause: cause }) })
    .where(and(inArray(accountStates.accountId, [...ids]), isNull(accountStates.nextSyncAt)));
}

export async function unscheduleAccount(db: Db, id: string, { at, cause }: { at: Date; cause: string }): Promise<void> {
  await db
    .update(accountStates)
    .set({ nextSyncAt: null, syncFailureCause: cause, syncFailedAt: at })
    .where(eq(accountStates.accountId, id));
}
