import { and, count, eq, gt, inArray, isNotNull, isNull, like, lt } from "drizzle-orm";
import type { Db } from "../../db/db.js";
import { type OauthStateRow, oauthStates, type StatePurpose } from "../../db/schema/oauth-states.js";

export async function insertState(db: Db, state: OauthStateRow): Promise<void> {
  await db.insert(oauthStates).values(state);
}

/** Counts up to `max`. Uses index oauth_states_expires_idx. */
export async function countOpenStates(db: Db, { now, max }: { now: Date; max: number }): Promise<number> {
  const isOpen = and(
    gt(oauthStates.expiresAt, now),
    isNull(oauthStates.consumedAt),
    isNull(oauthStates.linkId),
    like(oauthStates.initiatedBy, "browser:%"),
  );
  const open = db.select({ hash: oauthStates.hash }).from(oauthStates).where(isOpen).limit(max).as("open");
  const [row] = await db.select({ count: count() }).from(open);
  return row?.count ?? 0;
}

/** Consumes an unused state and returns it; with `initiatedBy`, only one of this caller. */
export async function markStateUsed(
  db: Db,
  use: { hash: string; at: Date; initiatedBy: string | null },
): Promise<OauthStateRow | null> {
  const theirs = use.initiatedBy === null ? undefined : eq(oauthStates.initiatedBy, use.initiatedBy);
  const [row] = await db
    .update(oauthStates)
    .set({ consumedAt: use.at })
    .where(and(eq(oauthStates.hash, use.hash), isNull(oauthStates.consumedAt), theirs))
    .returning();
  return row ?? null;
}

/** True if this caller started the flow with this state, and it is consumed but not expired. */
export async function isStateConsumed(db: Db, of: { hash: string; initiatedBy: string; now: Date }): Promise<boolean> {
  const theirs = and(eq(oauthStates.hash, of.hash), eq(oauthStates.initiatedBy, of.initiatedBy));
  const isConsumed = and(theirs, isNotNull(oauthStates.consumedAt), gt(oauthStates.expiresAt, of.now));
  return (await db.select({ hash: oauthStates.hash }).from(oauthStates).where(isConsumed)).length > 0;
}

export async function selectLinkOfState(db: Db, of: { hash: string; now: Date }): Promise<string | null> {
  const isOpen = and(eq(oauthStates.hash, of.hash), isNull(oauthStates.consumedAt), gt(oauthStates.expiresAt, of.now));
  const [row] = await db.select({ linkId: oauthStates.linkId }).from(oauthStates).where(isOpen);
  return row?.linkId ?? null;
}

export async function selectPurpose(db: Db, hash: string): Promise<StatePurpose | null> {
  const [row] = await db.select({ purpose: oauthStates.purpose }).from(oauthStates).where(eq(oauthStates.hash, hash));
  return row?.purpose ?? null;
}

/** Uses index oauth_states_expires_idx. */
export async function deleteExpiredStates(db: Db, before: Date, limit: number): Promise<number> {
  const old = db
    .select({ hash: oauthStates.hash })
    .from(oauthStates)
    .where(lt(oauthStates.expiresAt, before))
    .orderBy(oauthStates.expiresAt)
    .limit(limit);
  const rows = await db.delete(oauthStates).where(inArray(oauthStates.hash, old)).returning({ hash: oauthStates.hash });
  return rows.length;
}
