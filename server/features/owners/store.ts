import { and, desc, eq, gt, inArray, lt, sql } from "drizzle-orm";
import type { Db } from "../../db/db.js";
import { type AccountRow, accounts } from "../../db/schema/accounts.js";
import { type OwnerSessionRow, ownerSessions } from "../../db/schema/owner-sessions.js";

export async function lockAccount(
  db: Db,
  { id, sandbox }: { id: string; sandbox: boolean },
): Promise<Pick<AccountRow, "id" | "appId"> | null> {
  const [row] = await db
    .select({ id: accounts.id, appId: accounts.appId })
    .from(accounts)
    .where(and(eq(accounts.id, id), eq(accounts.sandbox, sandbox)))
    .for("no key update");
  return row ?? null;
}

export async function insertSession(db: Db, session: OwnerSessionRow): Promise<void> {
  await db.insert(ownerSessions).values(session);
}

/** Uses index owner_sessions_account_idx. */
export async function deleteSurplusSessions(db: Db, accountId: string, sessionsMax: number): Promise<void> {
  const surplus = db
    .select({ hash: ownerSessions.hash })
    .from(ownerSessions)
    .where(eq(ownerSessions.accountId, accountId))
    .orderBy(desc(ownerSessions.createdAt), desc(ownerSessions.hash))
    .offset(sessionsMax);
  await db.delete(ownerSessions).where(inArray(ownerSessions.hash, surplus));
}

export async function selectSessions(
  db: Db,
  hashes: readonly string[],
  { now, sandbox }: { now: Date; sandbox: boolean },
): Promise<OwnerSessionRow[]> {
  const rows = await db
    .select({ session: ownerSessions })
    .from(ownerSessions)
    .innerJoin(accounts, eq(accounts.id, ownerSessions.accountId))
    .where(
      and(
        sql`${ownerSessions.hash} = any(${sql.param([...hashes])}::text[])`,
        gt(ownerSessions.expiresAt, now),
        eq(accounts.sandbox, sandbox),
      ),
    );
  return rows.map(({ session }) => session);
}

export async function deleteSession(db: Db, hash: string): Promise<void> {
  await db.delete(ownerSessions).where(eq(ownerSessions.hash, hash));
}

/** Uses index owner_sessions_account_idx. */
export async function deleteSessionsOf(db: Db, accountId: string): Promise<void> {
  await db.delete(ownerSessions).where(eq(ownerSessions.accountId, accountId));
}

/** Returns how many. Uses index owner_sessions_expires_idx. */
export async function deleteExpiredOwnerSessions(db: Db, before: Date, limit: number): Promise<number> {
  const old = db
    .select({ hash: ownerSessions.hash })
    .from(ownerSessions)
    .where(lt(ownerSessions.expiresAt, before))
    .orderBy(ownerSessions.expiresAt)
    .limit(limit);
  const rows = await db.delete(ownerSessions).where(inArray(ownerSessions.hash, old)).returning();
  return rows.length;
}
