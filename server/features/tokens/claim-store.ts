import { and, eq, gt, or, type SQL, sql } from "drizzle-orm";
import type { Db } from "../../db/db.js";
import type { DueRow } from "../../db/distribution.js";
import { type BucketPart, isAmong, isFree, isIn, newClaim } from "../../db/leases.js";
import { type TokenRow, tokens } from "../../db/schema/tokens.js";
import type { NewToken, TokenScope } from "./store.js";

/** Seconds: longer than waiting for a turn (30 s) and an operation (30 s). */
const LEASE_S = 120;

export async function claimToken(db: Db, accountId: string): Promise<TokenRow | null> {
  const [row] = await db
    .update(tokens)
    .set(newClaim(tokens, LEASE_S))
    .where(and(eq(tokens.accountId, accountId), isFree(tokens.leaseUntil)))
    .returning();
  return row ?? null;
}

export interface DueTokens {
  now: Date;
  limit: number;
  /** Of one bucket only. */
  part?: BucketPart;
}

/** The longest due, unexpired. Uses index tokens_due_idx, or the primary key for a part. */
export async function claimDueTokens(db: Db, scope: TokenScope, { now, limit, part }: DueTokens): Promise<TokenRow[]> {
  const isInPart = isIn(tokens, part ?? null);
  const due = db
    .select({ accountId: tokens.accountId })
    .from(tokens)
    .where(and(isDue(scope, now), isInPart))
    .orderBy(tokens.nextRefreshAt)
    .limit(limit)
    .for("update", { skipLocked: true });
  const rows = await db
    .update(tokens)
    .set(newClaim(tokens, LEASE_S))
    .where(and(isAmong(tokens.accountId, due), isInPart))
    .returning();
  return rows.sort((a, b) => Number(a.nextRefreshAt) - Number(b.nextRefreshAt));
}

/** The same, without claiming them; read on all machines of a distributed database. */
export async function selectDueTokens(db: Db, scope: TokenScope, { now, limit }: DueTokens): Promise<DueRow[]> {
  return await db
    .select({ bucket: tokens.bucket, accountId: tokens.accountId })
    .from(tokens)
    .where(isDue(scope, now))
    .orderBy(tokens.nextRefreshAt)
    .limit(limit);
}

function isDue({ sandbox, appId }: TokenScope, now: Date): SQL | undefined {
  return and(
    sql`${tokens.nextRefreshAt} <= ${now.toISOString()}::timestamptz`,
    gt(tokens.expiresAt, now),
    isFree(tokens.leaseUntil),
    eq(tokens.sandbox, sandbox),
    eq(tokens.appId, appId),
  );
}

export async function releaseTokens(db: Db, claims: readonly Pick<TokenRow, "accountId" | "fence">[]): Promise<void> {
  if (claims.length === 0) return;
  const held = claims.map(({ accountId, fence }) => and(eq(tokens.accountId, accountId), eq(tokens.fence, fence)));
  await db
    .update(tokens)
    .set({ leaseUntil: null })
    .where(or(...held));
}

export async function finishClaim(
  db: Db,
  claim: Pick<TokenRow, "accountId" | "fence">,
  outcome: Partial<NewToken>,
): Promise<boolean> {
  const rows = await db
    .update(tokens)
    .set({ ...outcome, leaseUntil: null })
    .where(and(eq(tokens.accountId, claim.accountId), eq(tokens.fence, claim.fence)))
    .returning({ accountId: tokens.accountId });
  return rows.length === 1;
}
