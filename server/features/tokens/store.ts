import { and, asc, between, desc, eq, gt, inArray, isNotNull, isNull, lte, ne, type SQL, sql } from "drizzle-orm";
import type { Db } from "../../db/db.js";
import { accountStates, accounts } from "../../db/schema/accounts.js";
import { type TokenRow, tokens } from "../../db/schema/tokens.js";

export interface TokenScope {
  sandbox: boolean;
  appId: string;
}

export async function selectToken(db: Db, accountId: string): Promise<TokenRow | null> {
  const [row] = await db.select().from(tokens).where(eq(tokens.accountId, accountId)).limit(1);
  return row ?? null;
}

export interface Undoing {
  causes: readonly string[];
  from: Date;
  to: Date;
  retryAt: Date;
  becomes: string;
}

/**
 * Undoes at most `UNDONE_MAX` revocations of a time span, except for deleted and expired tokens, and returns their accounts. They
 * are retried from `retryAt`, if old enough. Finds them by index tokens_failing_idx; they are few, because a mass revocation is soon
 * noticed. Locks each account's state first, as a sync does that records a revocation; call it in a transaction.
 */
export async function undoSomeRevocations(db: Db, scope: TokenScope, undoing: Undoing): Promise<string[]> {
  const isMeant = isRevokedIn(scope, undoing);
  const found = await db
    .select({ id: tokens.accountId })
    .from(tokens)
    .where(isMeant)
    .orderBy(tokens.accountId)
    .limit(UNDONE_MAX);
  const undone: string[] = [];
  // One after another: a distributed Postgres locks rows on one machine only.
  for (const { id } of found) {
    const isState = eq(accountStates.accountId, id);
    await db.select({ id: accountStates.accountId }).from(accountStates).where(isState).for("no key update");
    const rows = await db
      .update(tokens)
      .set({
        failureCause: undoing.becomes,
        nextRefreshAt: sql`greatest(${undoing.retryAt.toISOString()}::timestamptz, ${tokens.issuedAt} + interval '24 hours')`,
      })
      .where(and(eq(tokens.accountId, id), isMeant))
      .returning({ id: tokens.accountId });
    undone.push(...rows.map((row) => row.id));
  }
  return undone;
}

/** Of one transaction, which holds their locks. */
const UNDONE_MAX = 1_000;

function isRevokedIn({ sandbox, appId }: TokenScope, { causes, from, to }: Undoing): SQL | undefined {
  return and(
    eq(tokens.sandbox, sandbox),
    eq(tokens.appId, appId),
    inArray(tokens.failureCause, [...causes]),
    between(tokens.failureLastAt, from, to),
    isNotNull(tokens.sealed),
    gt(tokens.expiresAt, to),
  );
}

/**
 * Other accounts without a known token failure, the latest success first. Paused accounts come last, because their state may be
 * unknown. Uses index account_states_synced_idx.
 */
export async function selectWitnesses(
  db: Db,
  { sandbox, appId }: TokenScope,
  { accountId, now, limit }: { accountId: string | null; now: Date; limit: number },
): Promise<string[]> {
  const rows = await db
    .select({ id: accountStates.accountId })
    .from(accountStates)
    .innerJoin(tokens, eq(tokens.accountId, accountStates.accountId))
    .where(
      and(
        eq(accountStates.sandbox, sandbox),
        eq(accountStates.appId, appId),
        ne(accountStates.accountId, accountId ?? ""),
        isNotNull(accountStates.syncedAt),
        isNotNull(tokens.sealed),
        isNull(tokens.failureCause),
        gt(tokens.expiresAt, now),
      ),
    )
    .orderBy(asc(accountStates.paused), desc(accountStates.syncedAt))
    .limit(limit);
  return rows.map(({ id }) => id);
}

export interface RevocationEvidence {
  rejectedSince: Date | null;
  ownServedAt: Date | null;
  othersServedAt: Date | null;
  othersRejectedAt: Date | null;
}

/**
 * The evidence about unspecific rejections: the last successes and rejections. Uses index account_states_synced_idx and
 * tokens_failing_idx.
 */
export async function selectRevocationEvidence(
  db: Db,
  { sandbox, appId }: TokenScope,
  { accountId, now }: { accountId: string | null; now: Date },
): Promise<RevocationEvidence> {
  const own = accountId ?? "";
  const served = (
    isOwn: SQL,
  ) => sql`(select a.synced_at from ${accountStates} a where a.sandbox = ${sandbox}::boolean and a.app_id = ${appId}::text
    and a.synced_at <= ${now.toISOString()}::timestamptz and ${isOwn} order by a.synced_at desc limit 1)`;
  const [row] = await db.execute<Record<keyof RevocationEvidence, string | null>>(sql`select
    (select t.failure_first_at from ${tokens} t where t.account_id = ${own}::text and t.failure_cause = 'APP_BLOCKED') as "rejectedSince",
    ${served(sql`a.account_id = ${own}::text`)} as "ownServedAt",
    ${served(sql`a.account_id <> ${own}::text`)} as "othersServedAt",
    (select max(t.failure_last_at) from ${tokens} t join ${accounts} a on a.id = t.account_id
      where t.failure_cause in ('PERMISSION_MISSING', 'APP_BLOCKED') and t.account_id <> ${own}::text and t.sealed is not null
      and a.sandbox = ${sandbox}::boolean and a.app_id = ${appId}::text and t.failure_last_at <= ${now.toISOString()}::timestamptz) as "othersRejectedAt"`);
  const at = (text: string | null | undefined) => (text ? new Date(text) : null);
  return {
    rejectedSince: at(row?.rejectedSince),
    ownServedAt: at(row?.ownServedAt),
    othersServedAt: at(row?.othersServedAt),
    othersRejectedAt: at(row?.othersRejectedAt),
  };
}

type ComputedColumn = "bucket" | "endsAt" | "refreshDueAt" | "attentionAt" | "urgentAt";
export type NewToken = Omit<TokenRow, "leaseUntil" | "fence" | ComputedColumn>;

/** Stores a token in place of any other; a concurrent refresh loses its fence. */
export async function upsertToken(db: Db, token: NewToken): Promise<void> {
  const { accountId: _key, ...changes } = token;
  const set = { ...changes, leaseUntil: null, fence: sql`${tokens.fence} + 1` };
  await db.insert(tokens).values(token).onConflictDoUpdate({ target: tokens.accountId, set });
}

export interface RefreshedToken {
  claim: Pick<TokenRow, "accountId" | "issuedAt">;
  fresh: NewToken;
}

/**
 * Replaces tokens by what their refreshes returned; a concurrent refresh loses its fence. Returns the accounts whose old token
 * was still current. In the order of ids, so that processes do not wait for each other in a circle. Uses the primary key.
 */
export async function replaceRefreshed(db: Db, refreshed: readonly RefreshedToken[]): Promise<Set<string>> {
  const sorted = refreshed.toSorted((a, b) => (a.claim.accountId < b.claim.accountId ? -1 : 1));
  const column = (of: (one: RefreshedToken) => string | null) => sql.param(sorted.map(of));
  const ids = column(({ claim }) => claim.accountId);
  const rows = await db.execute<{ accountId: string }>(sql`
    update tokens t set
      sealed = f.sealed, issued_at = f.issued_at::timestamptz, expires_at = f.expires_at::timestamptz,
      refreshed_at = f.refreshed_at::timestamptz, next_refresh_at = f.next_refresh_at::timestamptz,
      estimated = f.estimated::boolean, scopes = case when f.scopes is not null then array(select jsonb_array_elements_text(f.scopes::jsonb)) end,
      failure_cause = null, failure_first_at = null, failure_last_at = null, failure_attempts = 0,
      lease_until = null, fence = t.fence + 1
    from unnest(
      ${ids}::text[], ${column(({ claim }) => claim.issuedAt.toISOString())}::text[],
      ${column(({ fresh }) => fresh.sealed)}::text[], ${column(({ fresh }) => fresh.issuedAt.toISOString())}::text[],
      ${column(({ fresh }) => fresh.expiresAt.toISOString())}::text[],
      ${column(({ fresh }) => fresh.refreshedAt?.toISOString() ?? null)}::text[],
      ${column(({ fresh }) => fresh.nextRefreshAt?.toISOString() ?? null)}::text[],
      ${column(({ fresh }) => String(fresh.estimated))}::text[],
      ${column(({ fresh }) => fresh.scopes && JSON.stringify(fresh.scopes))}::text[]
    ) as f(account_id, issued_before, sealed, issued_at, expires_at, refreshed_at, next_refresh_at, estimated, scopes)
    where t.account_id = any(${ids}::text[]) and t.account_id = f.account_id and t.issued_at = f.issued_before::timestamptz and t.sealed is not null
    returning t.account_id as "accountId"`);
  return new Set(rows.map(({ accountId }) => accountId));
}

/** By another job, with the token issued at that instant; false when there is a later token. */
export async function updateToken(
  db: Db,
  used: Pick<TokenRow, "accountId" | "issuedAt">,
  changes: Partial<NewToken>,
): Promise<boolean> {
  const rows = await db
    .update(tokens)
    .set(changes)
    .where(and(eq(tokens.accountId, used.accountId), eq(tokens.issuedAt, used.issuedAt)))
    .returning({ accountId: tokens.accountId });
  return rows.length === 1;
}

/** False when there is none, or a newer one. A claim on it is lost. */
export async function forgetSealed(
  db: Db,
  accountId: string,
  { cause, issuedBefore, at }: { cause: string; issuedBefore: Date; at: Date },
): Promise<boolean> {
  const rows = await db
    .update(tokens)
    .set({
      sealed: null,
      nextRefreshAt: null,
      failureCause: cause,
      failureFirstAt: sql`coalesce(${tokens.failureFirstAt}, ${at.toISOString()}::timestamptz)`,
      failureLastAt: at,
      failureAttempts: sql`${tokens.failureAttempts} + 1`,
      leaseUntil: null,
      fence: sql`${tokens.fence} + 1`,
    })
    .where(and(eq(tokens.accountId, accountId), isNotNull(tokens.sealed), lte(tokens.issuedAt, issuedBefore)))
    .returning({ accountId: tokens.accountId });
  return rows.length === 1;
}

/** After `after`, by id. */
export async function selectSealed(
  db: Db,
  page: { after: string; limit: number },
): Promise<{ accountId: string; sealed: string }[]> {
  const rows = await db
    .select({ accountId: tokens.accountId, sealed: tokens.sealed })
    .from(tokens)
    .where(and(gt(tokens.accountId, page.after), isNotNull(tokens.sealed)))
    .orderBy(tokens.accountId)
    .limit(page.limit);
  return rows.map(({ accountId, sealed }) => ({ accountId, sealed: sealed ?? "" }));
}

export async function replaceSealed(db: Db, change: { accountId: string; from: string; to: string }): Promise<boolean> {
  const rows = await db
    .update(tokens)
    .set({ sealed: change.to })
    .where(and(eq(tokens.accountId, change.accountId), eq(tokens.sealed, change.from)))
    .returning({ accountId: tokens.accountId });
  return rows.length === 1;
}
