import { and, asc, count, desc, eq, inArray, isNull, lt, lte, sql } from "drizzle-orm";
import type { Db } from "../../db/db.js";
import { accounts } from "../../db/schema/accounts.js";
import { fileCandidates } from "../../db/schema/assets.js";
import { type ErasureRow, erasures } from "../../db/schema/erasures.js";

export async function insertErasure(db: Db, row: ErasureRow): Promise<void> {
  await db.insert(erasures).values(row);
}

/** Inserts a request unless it exists, and returns the stored one. Uses index erasures_request_idx. */
export async function upsertRequest(db: Db, row: ErasureRow & { requestHash: string }): Promise<ErasureRow> {
  const [added] = await db
    .insert(erasures)
    .values(row)
    .onConflictDoNothing({ target: erasures.requestHash, where: sql`${erasures.requestHash} is not null` })
    .returning();
  if (added) return added;
  const [known] = await db.select().from(erasures).where(eq(erasures.requestHash, row.requestHash));
  if (!known) throw new Error("a request was deleted while it came again");
  return known;
}

/** Uses index erasures_code_idx. */
export async function selectByCode(db: Db, code: string): Promise<ErasureRow | null> {
  const [row] = await db.select().from(erasures).where(eq(erasures.code, code));
  return row ?? null;
}

export async function selectErasure(db: Db, id: string, sandbox: boolean): Promise<ErasureRow | null> {
  const [row] = await db
    .select()
    .from(erasures)
    .where(and(eq(erasures.id, id), eq(erasures.sandbox, sandbox)));
  return row ?? null;
}

/** Newest first. Uses index erasures_newest_idx. */
export async function selectErasures(
  db: Db,
  page: { sandbox: boolean; first: number; offset: number },
): Promise<ErasureRow[]> {
  return await db
    .select()
    .from(erasures)
    .where(eq(erasures.sandbox, page.sandbox))
    .orderBy(desc(erasures.requestedAt), desc(erasures.id))
    .limit(page.first)
    .offset(page.offset);
}

export async function countErasures(db: Db, sandbox: boolean): Promise<number> {
  const [row] = await db.select({ count: count() }).from(erasures).where(eq(erasures.sandbox, sandbox));
  return row?.count ?? 0;
}

/** Completes a request whose account was already gone, unless it is completed. */
export async function settleGone(db: Db, id: string, at: Date): Promise<void> {
  await db
    .update(erasures)
    .set({ state: "NOT_FOUND", finishedAt: at })
    .where(and(eq(erasures.id, id), eq(erasures.state, "PENDING")));
}

export type Erased = Pick<ErasureRow, "state" | "erasedAt" | "counts" | "candidateMax">;

/** Completes the account's pending requests. Uses index erasures_account_idx. */
export async function settlePending(db: Db, accountId: string, erased: Erased): Promise<ErasureRow[]> {
  return await db
    .update(erasures)
    .set(erased)
    .where(and(eq(erasures.accountId, accountId), eq(erasures.state, "PENDING")))
    .returning();
}

/** Oldest first. Uses index erasures_open_idx. */
export async function selectPendingErasures(db: Db, limit: number): Promise<ErasureRow[]> {
  return await db
    .select()
    .from(erasures)
    .where(and(isNull(erasures.finishedAt), eq(erasures.state, "PENDING")))
    .orderBy(asc(erasures.requestedAt))
    .limit(limit);
}

/** Erasures without remaining candidates. Uses index erasures_open_idx. */
export async function selectSwept(db: Db, limit: number): Promise<string[]> {
  const isWaiting = sql`exists (select 1 from ${fileCandidates} where ${lte(fileCandidates.id, erasures.candidateMax)})`;
  const rows = await db
    .select({ id: erasures.id })
    .from(erasures)
    .where(and(isNull(erasures.finishedAt), eq(erasures.state, "ERASED"), sql`not ${isWaiting}`))
    .limit(limit);
  return rows.map(({ id }) => id);
}

/** Whether an erasure's files remain. Uses index erasures_open_idx. */
export async function hasErased(db: Db): Promise<boolean> {
  const isOpen = and(isNull(erasures.finishedAt), eq(erasures.state, "ERASED"));
  return (await db.select({ id: erasures.id }).from(erasures).where(isOpen).limit(1)).length > 0;
}

export async function finishRows(db: Db, ids: readonly string[], at: Date): Promise<void> {
  await db
    .update(erasures)
    .set({ state: "DONE", finishedAt: at })
    .where(inArray(erasures.id, [...ids]));
}

export async function selectCandidateMax(db: Db): Promise<number> {
  const [row] = await db.select({ max: sql<string | null>`max(${fileCandidates.id})` }).from(fileCandidates);
  return Number(row?.max ?? 0);
}

export async function selectSandboxAccounts(db: Db, limit: number): Promise<string[]> {
  const rows = await db
    .select({ id: accounts.id })
    .from(accounts)
    .where(eq(accounts.sandbox, true))
    .orderBy(asc(accounts.id))
    .limit(limit);
  return rows.map(({ id }) => id);
}

export async function deleteReceipts(db: Db, before: Date, limit: number): Promise<number> {
  return await deleteFinished(db, { before, limit, states: ["DONE"] });
}

export async function deleteEmptyRequests(db: Db, before: Date, limit: number): Promise<number> {
  return await deleteFinished(db, { before, limit, states: ["NOT_FOUND", "AMBIGUOUS"] });
}

async function deleteFinished(
  db: Db,
  { before, limit, states }: { before: Date; limit: number; states: ErasureRow["state"][] },
): Promise<number> {
  const old = db
    .select({ id: erasures.id })
    .from(erasures)
    .where(and(lt(erasures.finishedAt, before), inArray(erasures.state, states)))
    .limit(limit);
  const rows = await db.delete(erasures).where(inArray(erasures.id, old)).returning({ id: erasures.id });
  return rows.length;
}
