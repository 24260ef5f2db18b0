import { and, desc, eq, ilike, inArray, isNull, or, sql } from "drizzle-orm";
import type { Db } from "../../db/db.js";
import { accounts } from "../../db/schema/accounts.js";
import { type ApiKeyRow, apiKeyAccounts, apiKeys } from "../../db/schema/api-keys.js";
import { apiKeyFeeds, feeds } from "../../db/schema/feeds.js";

export interface KeyRow extends ApiKeyRow {
  accountIds: string[];
  feedIds: string[];
}

const namedAccounts = sql<string[]>`array(select ${apiKeyAccounts.accountId} from ${apiKeyAccounts}
  where ${apiKeyAccounts.keyId} = ${apiKeys.id} order by 1)`;

const boundFeeds = sql<string[]>`array(select ${apiKeyFeeds.feedId} from ${apiKeyFeeds}
  where ${apiKeyFeeds.keyId} = ${apiKeys.id} order by 1)`;

const columns = {
  id: apiKeys.id,
  sandbox: apiKeys.sandbox,
  name: apiKeys.name,
  kind: apiKeys.kind,
  hash: apiKeys.hash,
  prefix: apiKeys.prefix,
  scopes: apiKeys.scopes,
  allAccounts: apiKeys.allAccounts,
  origins: apiKeys.origins,
  createdAt: apiKeys.createdAt,
  expiresAt: apiKeys.expiresAt,
  lastUsedAt: apiKeys.lastUsedAt,
  revokedAt: apiKeys.revokedAt,
  accountIds: namedAccounts,
  feedIds: boundFeeds,
};

/** Unordered. Uses index api_keys_hash_idx. */
export async function selectKeysByHash(db: Db, hashes: readonly string[]): Promise<KeyRow[]> {
  return await db
    .select(columns)
    .from(apiKeys)
    .where(sql`${apiKeys.hash} = any(${sql.param([...hashes])}::text[])`);
}

export async function lockKey(db: Db, id: string, sandbox: boolean): Promise<KeyRow | null> {
  const [row] = await db
    .select(columns)
    .from(apiKeys)
    .where(and(eq(apiKeys.id, id), eq(apiKeys.sandbox, sandbox)))
    .limit(1)
    .for("update", { of: apiKeys });
  return row ?? null;
}

/** Locks them in one order, whatever order they are named in. */
export async function lockKeys(
  db: Db,
  ids: readonly string[],
  sandbox: boolean,
): Promise<Pick<ApiKeyRow, "id" | "revokedAt">[]> {
  return await db
    .select({ id: apiKeys.id, revokedAt: apiKeys.revokedAt })
    .from(apiKeys)
    .where(and(sql`${apiKeys.id} = any(${sql.param([...ids])}::text[])`, eq(apiKeys.sandbox, sandbox)))
    .orderBy(apiKeys.id)
    .for("update");
}

export async function selectKey(db: Db, id: string, sandbox: boolean): Promise<KeyRow | null> {
  const [row] = await db
    .select(columns)
    .from(apiKeys)
    .where(and(eq(apiKeys.id, id), eq(apiKeys.sandbox, sandbox)))
    .limit(1);
  return row ?? null;
}

export interface KeySelection {
  sandbox: boolean;
  /** Part of a name, or how the visible prefix begins. */
  search: string | null;
}

/** Newest first. Uses index api_keys_created_idx; a search reads all keys. */
export async function selectKeys(db: Db, page: KeySelection & { first: number; offset: number }): Promise<KeyRow[]> {
  return await db
    .select(columns)
    .from(apiKeys)
    .where(selected(page))
    .orderBy(desc(apiKeys.createdAt), desc(apiKeys.id))
    .limit(page.first)
    .offset(page.offset);
}

export async function countKeys(db: Db, selection: KeySelection): Promise<number> {
  return await db.$count(apiKeys, selected(selection));
}

function selected({ sandbox, search }: KeySelection) {
  const text = search?.replace(/[\\%_]/g, "\\$&");
  return and(
    eq(apiKeys.sandbox, sandbox),
    text === undefined ? undefined : or(ilike(apiKeys.name, `%${text}%`), ilike(apiKeys.prefix, `${text}%`)),
  );
}

export async function selectKeysOf(
  db: Db,
  { accountIds, sandbox }: { accountIds: readonly string[]; sandbox: boolean },
): Promise<KeyRow[]> {
  const named = sql`exists (select 1 from ${apiKeyAccounts} where ${apiKeyAccounts.keyId} = ${apiKeys.id}
    and ${apiKeyAccounts.accountId} = any(${sql.param([...accountIds])}::text[]))`;
  return await db
    .select(columns)
    .from(apiKeys)
    .where(and(eq(apiKeys.sandbox, sandbox), isNull(apiKeys.revokedAt), or(eq(apiKeys.allAccounts, true), named)))
    .orderBy(desc(apiKeys.createdAt), desc(apiKeys.id))
    .limit(1_000);
}

export async function selectLiveOrigins(db: Db, alive: { sandbox: boolean; now: Date }): Promise<string[]> {
  const rows = await db
    .selectDistinct({ origin: sql<string>`unnest(${apiKeys.origins})` })
    .from(apiKeys)
    .where(
      and(
        eq(apiKeys.sandbox, alive.sandbox),
        isNull(apiKeys.revokedAt),
        sql`(${apiKeys.expiresAt} is null or ${apiKeys.expiresAt} > ${alive.now.toISOString()}::timestamptz)`,
      ),
    );
  return rows.map(({ origin }) => origin);
}

export async function selectNames(db: Db, ids: readonly string[]): Promise<{ id: string; name: string }[]> {
  return await db
    .select({ id: apiKeys.id, name: apiKeys.name })
    .from(apiKeys)
    .where(inArray(apiKeys.id, [...ids]));
}

export async function insertKey(db: Db, key: ApiKeyRow): Promise<void> {
  await db.insert(apiKeys).values(key);
}

export async function updateKeyRow(db: Db, id: string, changes: Partial<ApiKeyRow>): Promise<void> {
  await db.update(apiKeys).set(changes).where(eq(apiKeys.id, id));
}

export async function markRevoked(db: Db, ids: readonly string[], revokedAt: Date): Promise<void> {
  await db
    .update(apiKeys)
    .set({ revokedAt })
    .where(sql`${apiKeys.id} = any(${sql.param([...ids])}::text[])`);
}

export async function selectAccountIds(db: Db, ids: readonly string[], sandbox: boolean): Promise<string[]> {
  const rows = await db
    .select({ id: accounts.id })
    .from(accounts)
    .where(and(inArray(accounts.id, [...ids]), eq(accounts.sandbox, sandbox)));
  return rows.map(({ id }) => id);
}

export async function selectFeedIds(db: Db, ids: readonly string[], sandbox: boolean): Promise<string[]> {
  const rows = await db
    .select({ id: feeds.id })
    .from(feeds)
    .where(and(inArray(feeds.id, [...ids]), eq(feeds.sandbox, sandbox)));
  return rows.map(({ id }) => id);
}

export async function replaceFeeds(db: Db, keyId: string, feedIds: readonly string[]): Promise<void> {
  await db.delete(apiKeyFeeds).where(eq(apiKeyFeeds.keyId, keyId));
  if (feedIds.length > 0) await db.insert(apiKeyFeeds).values(feedIds.map((feedId) => ({ keyId, feedId })));
}

export async function replaceAccounts(db: Db, keyId: string, accountIds: readonly string[]): Promise<void> {
  await db.delete(apiKeyAccounts).where(eq(apiKeyAccounts.keyId, keyId));
  await addAccounts(db, keyId, accountIds);
}

/** Returns how many the key did not have. */
export async function addAccounts(db: Db, keyId: string, accountIds: readonly string[]): Promise<number> {
  const added = await db.execute(sql`insert into ${apiKeyAccounts} (key_id, account_id)
    select ${keyId}, id from unnest(${sql.param([...accountIds])}::text[]) as named(id)
    on conflict do nothing returning account_id`);
  return added.length;
}

/** Adds account `to` to every key that has `from`; returns the changed keys. Uses index api_key_accounts_account_idx. */
export async function copyGrants(db: Db, { from, to }: { from: string; to: string }): Promise<string[]> {
  const named = db
    .select({ keyId: apiKeyAccounts.keyId, accountId: sql`${to}`.as("account_id") })
    .from(apiKeyAccounts)
    .where(eq(apiKeyAccounts.accountId, from));
  const rows = await db
    .insert(apiKeyAccounts)
    .select(named)
    .onConflictDoNothing()
    .returning({ keyId: apiKeyAccounts.keyId });
  return rows.map(({ keyId }) => keyId);
}

/** Never to an earlier time. */
export async function updateLastUsed(db: Db, uses: ReadonlyMap<string, Date>): Promise<void> {
  const ids = [...uses.keys()];
  const instants = [...uses.values()].map((at) => at.toISOString());
  await db.execute(sql`update ${apiKeys} set last_used_at = greatest(last_used_at, used.at)
    from (select id, at::timestamptz from unnest(${sql.param(ids)}::text[], ${sql.param(instants)}::text[]) as noted(id, at)) used
    where ${apiKeys.id} = used.id`);
}
