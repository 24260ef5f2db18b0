import { and, asc, desc, eq, isNull, or, sql } from "drizzle-orm";
import type { Db } from "../../db/db.js";
import { type ConnectLinkRow, connectLinks } from "../../db/schema/connect-links.js";

export async function insertLinks(db: Db, rows: ConnectLinkRow[]): Promise<void> {
  await db.insert(connectLinks).values(rows);
}

/** Uses index connect_links_hash_idx. */
export async function selectLinkByHash(db: Db, hash: string): Promise<ConnectLinkRow | null> {
  const [row] = await db.select().from(connectLinks).where(eq(connectLinks.hash, hash)).limit(1);
  return row ?? null;
}

export async function selectLink(db: Db, id: string): Promise<ConnectLinkRow | null> {
  const [row] = await db.select().from(connectLinks).where(eq(connectLinks.id, id)).limit(1);
  return row ?? null;
}

/** Newest first; links created together in their order. Uses index connect_links_created_idx. */
export async function selectLinks(
  db: Db,
  page: { sandbox: boolean; first: number; offset: number },
): Promise<ConnectLinkRow[]> {
  return await db
    .select()
    .from(connectLinks)
    .where(eq(connectLinks.sandbox, page.sandbox))
    .orderBy(desc(connectLinks.createdAt), asc(connectLinks.position), asc(connectLinks.id))
    .limit(page.first)
    .offset(page.offset);
}

export async function countLinks(db: Db, sandbox: boolean): Promise<number> {
  return await db.$count(connectLinks, eq(connectLinks.sandbox, sandbox));
}

/** Revokes a link, keeping an earlier instant; null if there is none. */
export async function revokeRow(
  db: Db,
  link: { id: string; sandbox: boolean; at: Date },
): Promise<ConnectLinkRow | null> {
  const [row] = await db
    .update(connectLinks)
    .set({ revokedAt: sql`coalesce(${connectLinks.revokedAt}, ${link.at.toISOString()}::timestamptz)` })
    .where(and(eq(connectLinks.id, link.id), eq(connectLinks.sandbox, link.sandbox)))
    .returning();
  return row ?? null;
}

/** Redeems an unused, unrevoked link; false if another caller was faster. */
export async function redeemRow(db: Db, use: { id: string; at: Date; accountId: string }): Promise<boolean> {
  const rows = await db
    .update(connectLinks)
    .set({ usedAt: use.at, usedByAccountId: use.accountId })
    .where(and(eq(connectLinks.id, use.id), isNull(connectLinks.usedAt), isNull(connectLinks.revokedAt)))
    .returning({ id: connectLinks.id });
  return rows.length === 1;
}

/** Uses indexes connect_links_account_idx and connect_links_used_by_idx. */
export async function moveRows(db: Db, { from, to }: { from: string; to: string }): Promise<void> {
  await db
    .update(connectLinks)
    .set({
      accountId: sql`case when ${connectLinks.accountId} = ${from}::text then ${to}::text else ${connectLinks.accountId} end`,
      usedByAccountId: sql`case when ${connectLinks.usedByAccountId} = ${from}::text then ${to}::text else ${connectLinks.usedByAccountId} end`,
    })
    .where(or(eq(connectLinks.accountId, from), eq(connectLinks.usedByAccountId, from)));
}
