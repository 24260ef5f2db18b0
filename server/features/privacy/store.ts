import { and, eq, inArray, isNotNull, lte, or, sql } from "drizzle-orm";
import { contentChanged, EVERYTHING } from "../../db/content-changes.js";
import type { Db } from "../../db/db.js";
import { deletePictures } from "../../db/delete-pictures.js";
import { type AccountRow, accountColumns, accountStates, accounts } from "../../db/schema/accounts.js";
import { alerts } from "../../db/schema/alerts.js";
import { apiKeyAccounts } from "../../db/schema/api-keys.js";
import { events } from "../../db/schema/audit-log.js";
import { jobItems } from "../../db/schema/bulk-jobs.js";
import { connectLinks } from "../../db/schema/connect-links.js";
import type { ErasedCounts } from "../../db/schema/erasures.js";
import { media } from "../../db/schema/media.js";
import { oauthStates } from "../../db/schema/oauth-states.js";
import { pictures } from "../../db/schema/pictures.js";
import { syncRuns } from "../../db/schema/sync-runs.js";
import { tokens } from "../../db/schema/tokens.js";

/** The state first, as a sync does, whose rows refer to the account. */
export async function lockAccount(db: Db, id: string): Promise<AccountRow | null> {
  await db.select().from(accountStates).where(eq(accountStates.accountId, id)).for("update");
  await db.select({ id: accounts.id }).from(accounts).where(eq(accounts.id, id)).for("update");
  const [row] = await db
    .select(accountColumns)
    .from(accounts)
    .innerJoin(accountStates, eq(accountStates.accountId, accounts.id))
    .where(eq(accounts.id, id));
  return row ?? null;
}

/** In three statements: one of tables that lie with the account, one of others, and one that looks at other accounts. */
export async function countRowsOf(db: Db, accountId: string): Promise<ErasedCounts> {
  const of = (table: AccountTable) =>
    sql`(select count(*)::int from ${table} where ${table.accountId} = ${accountId}::text)`;
  const [own] = await db.execute<Record<keyof ErasedCounts, number> & { hashes: string[] }>(sql`select
    ${of(media)} as "POSTS", ${of(pictures)} as "PICTURES", ${of(syncRuns)} as "SYNC_RUNS", ${of(tokens)} as "TOKENS",
    array(select distinct hash from ${pictures} where account_id = ${accountId}::text and hash is not null) as hashes`);
  const [central] = await db.execute<Record<keyof ErasedCounts, number>>(sql`select
    ${of(alerts)} as "ALERTS", ${of(apiKeyAccounts)} as "KEY_GRANTS", ${of(jobItems)} as "JOB_ITEMS"`);
  const { hashes = [], ...counts } = own ?? {};
  return { ...counts, ...central, FILES: hashes.length - (await countShared(db, accountId, hashes)) };
}

type AccountTable =
  | typeof media
  | typeof pictures
  | typeof syncRuns
  | typeof tokens
  | typeof alerts
  | typeof apiKeyAccounts
  | typeof jobItems;

/** How many of these files other accounts show too. Uses index pictures_hash_idx. */
async function countShared(db: Db, accountId: string, hashes: readonly string[]): Promise<number> {
  const [row] = await db.execute<{ count: number }>(sql`select count(distinct hash)::int as count from ${pictures}
    where hash = any(${sql.param([...hashes])}::text[]) and account_id <> ${accountId}::text`);
  return row?.count ?? 0;
}

/** By its id, by a link, or, once over, by the operator's reference, which other people's flows may share. */
export async function deleteStatesOf(db: Db, { id, reference }: Pick<AccountRow, "id" | "reference">): Promise<number> {
  const linkIds = db.select({ id: connectLinks.id }).from(connectLinks).where(isLinkOf(id));
  const isMeant = or(
    eq(oauthStates.accountId, id),
    inArray(oauthStates.linkId, linkIds),
    reference === null ? undefined : and(eq(oauthStates.reference, reference), isNotNull(oauthStates.consumedAt)),
  );
  return (await db.delete(oauthStates).where(isMeant).returning({ hash: oauthStates.hash })).length;
}

/**
 * Links for the account, and links that connected it. Uses indexes connect_links_account_idx and
 * connect_links_used_by_idx.
 */
export async function deleteLinksOf(db: Db, accountId: string): Promise<number> {
  const rows = await db.delete(connectLinks).where(isLinkOf(accountId)).returning({ id: connectLinks.id });
  return rows.length;
}

function isLinkOf(accountId: string) {
  return or(eq(connectLinks.accountId, accountId), eq(connectLinks.usedByAccountId, accountId));
}

/**
 * Removes Instagram's ids from the audit log. Entries stay, also those of merged accounts. Uses index
 * events_account_idx.
 */
export async function stripEvents(db: Db, accountId: string): Promise<number> {
  const merged = db
    .select({ id: events.accountId })
    .from(events)
    .where(sql`${events.action} = 'account.erased' and ${events.subject} = ${accountId}`);
  const rows = await db
    .update(events)
    .set({ subject: sql`case when ${isOfPost} then null else ${events.subject} end`, traceId: null })
    .where(
      sql`(${events.accountId} = ${accountId} or ${events.accountId} in (${merged}))
        and (${events.traceId} is not null or (${isOfPost} and ${events.subject} is not null))`,
    )
    .returning({ id: events.id });
  return rows.length;
}

const isOfPost = sql`${events.action} in ('media.hidden', 'media.shown')`;

/** Call it in a transaction. */
export async function deleteAccount(db: Db, id: string): Promise<boolean> {
  await deletePictures(db, id);
  const rows = await db.delete(accounts).where(eq(accounts.id, id)).returning({ id: accounts.id });
  contentChanged(db, EVERYTHING);
  return rows.length === 1;
}

/**
 * A row for each id and each account that has it as any of its three ids.
 * Uses indexes accounts_user_idx, accounts_scoped_id_idx and accounts_exchange_idx.
 */
export async function selectByInstagramIds(
  db: Db,
  sandbox: boolean,
  ids: readonly string[],
): Promise<{ id: string; accountId: string; username: string }[]> {
  return await db.execute<{ id: string; accountId: string; username: string }>(sql`
    select distinct wanted.id, a.id as "accountId", a.username
    from unnest(${sql.param([...new Set(ids)])}::text[]) as wanted(id)
    cross join lateral (
      select id, username from ${accounts} where sandbox = ${sandbox}::boolean and user_id = wanted.id
      union select id, username from ${accounts} where sandbox = ${sandbox}::boolean and scoped_id = wanted.id
      union select id, username from ${accounts} where sandbox = ${sandbox}::boolean and exchange_user_id = wanted.id) a`);
}

/** Which accounts are broken: those of a mode, by the causes that only the owner resolves. */
export interface BrokenScope {
  sandbox: boolean;
  causes: readonly string[];
  now: Date;
}

/** The last rejection of a lost token, or its expiry if earlier: since then only the owner's consent helps. */
function brokenSince({ causes, now }: BrokenScope) {
  const isLost = sql`${tokens.failureCause} = any(${sql.param([...causes])}::text[])`;
  return sql<string | null>`least(case when ${isLost} then ${tokens.failureLastAt} end,
    case when ${tokens.expiresAt} <= ${now.toISOString()}::timestamptz then ${tokens.expiresAt} end)`;
}

/** Accounts that have been broken since before an instant. Uses indexes tokens_failing_idx and tokens_expires_idx. */
export async function selectBroken(
  db: Db,
  { before, limit, ...scope }: BrokenScope & { before: Date; limit: number },
): Promise<string[]> {
  const rows = await db
    .select({ id: accounts.id })
    .from(accounts)
    .innerJoin(tokens, eq(tokens.accountId, accounts.id))
    .where(
      and(
        eq(accounts.sandbox, scope.sandbox),
        or(isNotNull(tokens.failureCause), lte(tokens.expiresAt, before)),
        sql`${brokenSince(scope)} <= ${before.toISOString()}::timestamptz`,
      ),
    )
    .orderBy(accounts.id)
    .limit(limit);
  return rows.map(({ id }) => id);
}

/** Since when one account is broken; null when it is not. */
export async function selectBrokenSince(db: Db, id: string, scope: BrokenScope): Promise<Date | null> {
  const [row] = await db
    .select({ since: brokenSince(scope) })
    .from(tokens)
    .innerJoin(accounts, eq(tokens.accountId, accounts.id))
    .where(and(eq(accounts.id, id), eq(accounts.sandbox, scope.sandbox)));
  return row?.since ? new Date(row.since) : null;
}
