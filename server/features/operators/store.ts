import { and, asc, desc, eq, gt, inArray, lt, sql } from "drizzle-orm";
import type { Db } from "../../db/db.js";
import {
  type NewOperatorRow,
  type OperatorRow,
  operators,
  removedOperators,
  type SessionRow,
  sessions,
  signInFailures,
} from "../../db/schema/operators.js";

/** Until the transaction ends. */
export async function lockOperators(db: Db): Promise<void> {
  await db.execute(sql`select pg_advisory_xact_lock(hashtext('darkroom operators'))`);
}

export async function selectOperators(db: Db, page: { first: number; offset: number }): Promise<OperatorRow[]> {
  return await db
    .select()
    .from(operators)
    .orderBy(asc(operators.createdAt), asc(operators.id))
    .limit(page.first)
    .offset(page.offset);
}

export async function countOperators(db: Db): Promise<number> {
  return await db.$count(operators);
}

export async function selectEmails(db: Db, ids: readonly string[]): Promise<{ id: string; email: string }[]> {
  return await db
    .select({ id: operators.id, email: operators.email })
    .from(operators)
    .where(inArray(operators.id, [...ids]));
}

/** Uses index operators_email_idx. */
export async function selectOperatorByEmail(db: Db, emailFolded: string): Promise<OperatorRow | null> {
  const [row] = await db.select().from(operators).where(eq(operators.emailFolded, emailFolded)).limit(1);
  return row ?? null;
}

export async function selectOperator(db: Db, id: string): Promise<OperatorRow | null> {
  const [row] = await db.select().from(operators).where(eq(operators.id, id)).limit(1);
  return row ?? null;
}

/** False if the e-mail exists; that operator stays unchanged. */
export async function insertOperator(db: Db, operator: NewOperatorRow): Promise<boolean> {
  const rows = await db.insert(operators).values(operator).onConflictDoNothing().returning({ id: operators.id });
  return rows.length === 1;
}

export async function updatePassword(
  db: Db,
  id: string,
  password: Pick<OperatorRow, "passwordHash" | "passwordSetAt">,
): Promise<void> {
  await db.update(operators).set(password).where(eq(operators.id, id));
}

/** False if the password changed or the operator was removed. Locks the row against password changes. */
export async function updateLastSignIn(
  db: Db,
  { id, passwordHash }: Pick<OperatorRow, "id" | "passwordHash">,
  at: Date,
): Promise<boolean> {
  const rows = await db
    .update(operators)
    .set({ lastSignInAt: at })
    .where(and(eq(operators.id, id), eq(operators.passwordHash, passwordHash)))
    .returning({ id: operators.id });
  return rows.length === 1;
}

export async function deleteOperator(db: Db, id: string): Promise<void> {
  await db.delete(operators).where(eq(operators.id, id));
}

export async function insertRemoved(db: Db, removed: typeof removedOperators.$inferInsert): Promise<void> {
  await db.insert(removedOperators).values(removed).onConflictDoNothing();
}

/** Uses index removed_operators_email_idx. */
export async function isEmailRemoved(db: Db, emailHash: string): Promise<boolean> {
  const rows = await db.select().from(removedOperators).where(eq(removedOperators.emailHash, emailHash)).limit(1);
  return rows.length > 0;
}

/** Uses index removed_operators_email_idx. */
export async function deleteRemoved(db: Db, emailHash: string): Promise<void> {
  await db.delete(removedOperators).where(eq(removedOperators.emailHash, emailHash));
}

export async function insertSession(db: Db, session: SessionRow): Promise<void> {
  await db.insert(sessions).values(session);
}

export async function selectSession(db: Db, hash: string, now: Date): Promise<SessionRow | null> {
  const [row] = await db
    .select()
    .from(sessions)
    .where(and(eq(sessions.hash, hash), gt(sessions.expiresAt, now)))
    .limit(1);
  return row ?? null;
}

/** Unordered. */
export async function selectSessions(db: Db, hashes: readonly string[], now: Date): Promise<SessionRow[]> {
  return await db
    .select()
    .from(sessions)
    .where(and(sql`${sessions.hash} = any(${sql.param([...hashes])}::text[])`, gt(sessions.expiresAt, now)));
}

export async function updateSession(
  db: Db,
  hash: string,
  seen: Pick<SessionRow, "lastSeenAt" | "expiresAt">,
): Promise<void> {
  await db.update(sessions).set(seen).where(eq(sessions.hash, hash));
}

export async function deleteSession(db: Db, hash: string): Promise<void> {
  await db.delete(sessions).where(eq(sessions.hash, hash));
}

/** Returns how many. Uses index sessions_operator_idx. */
export async function deleteSessionsOf(db: Db, operatorId: string): Promise<number> {
  const rows = await db.delete(sessions).where(eq(sessions.operatorId, operatorId)).returning({ hash: sessions.hash });
  return rows.length;
}

/** Returns how many. Uses index sessions_expires_idx. */
export async function deleteExpiredSessions(db: Db, before: Date, limit: number): Promise<number> {
  const old = db.select({ hash: sessions.hash }).from(sessions).where(lt(sessions.expiresAt, before)).limit(limit);
  const rows = await db.delete(sessions).where(inArray(sessions.hash, old)).returning({ hash: sessions.hash });
  return rows.length;
}

/** Until the transaction ends, so that each concurrent sign-in counts. */
export async function lockAttempts(db: Db, pair: string): Promise<void> {
  await db.execute(sql`select pg_advisory_xact_lock(hashtext(${`sign-in:${pair}`}))`);
}

/** Newest first. Uses index sign_in_failures_pair_idx. */
export async function selectFailures(db: Db, pair: string, page: { since: Date; limit: number }): Promise<Date[]> {
  const rows = await db
    .select({ at: signInFailures.at })
    .from(signInFailures)
    .where(and(eq(signInFailures.pair, pair), gt(signInFailures.at, page.since)))
    .orderBy(desc(signInFailures.at))
    .limit(page.limit);
  return rows.map(({ at }) => at);
}

export async function insertFailure(db: Db, pair: string, at: Date): Promise<number> {
  const [row] = await db.insert(signInFailures).values({ pair, at }).returning({ id: signInFailures.id });
  return row?.id ?? 0;
}

export async function deleteFailure(db: Db, id: number): Promise<void> {
  await db.delete(signInFailures).where(eq(signInFailures.id, id));
}

/** Returns how many. Uses index sign_in_failures_at_idx. */
export async function deleteFailures(db: Db, before: Date, limit: number): Promise<number> {
  const old = db
    .select({ id: signInFailures.id })
    .from(signInFailures)
    .where(lt(signInFailures.at, before))
    .limit(limit);
  const rows = await db
    .delete(signInFailures)
    .where(inArray(signInFailures.id, old))
    .returning({ id: signInFailures.id });
  return rows.length;
}
