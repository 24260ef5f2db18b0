import { and, asc, eq, gt, inArray, notExists, or, sql } from "drizzle-orm";
import type { Db } from "../../db/db.js";
import {
  type FileRow,
  fileCandidates,
  files,
  pendingDeletions,
  type RenditionRow,
  renditions,
  storedBytes,
} from "../../db/schema/assets.js";
import { pictures } from "../../db/schema/pictures.js";

export async function selectFile(db: Db, hash: string): Promise<FileRow | null> {
  const [row] = await db.select().from(files).where(eq(files.hash, hash));
  return row ?? null;
}

/**
 * Upserts a file's row and returns its name in the store: the existing one, or the new one for a new file or lost bytes
 * (`instead`). Locks the row until the transaction ends, so that no clean-up deletes it. Call it in a transaction.
 */
export async function upsertFile(db: Db, file: FileRow, { instead }: { instead: string | null }): Promise<string> {
  const name = sql`case when ${files.name} = ${instead}::text then excluded.name else ${files.name} end`;
  const [row] = await db
    .insert(files)
    .values(file)
    .onConflictDoUpdate({ target: files.hash, set: { name } })
    .returning({ name: files.name, isNew: sql<boolean>`xmax = 0` });
  if (row?.isNew) await db.insert(storedBytes).values({ bytes: file.bytes });
  return row?.name ?? file.name;
}

export async function selectSize(
  db: Db,
  size: Pick<RenditionRow, "hash" | "width" | "type">,
): Promise<RenditionRow | null> {
  const [row] = await db
    .select()
    .from(renditions)
    .where(and(eq(renditions.hash, size.hash), eq(renditions.width, size.width), eq(renditions.type, size.type)));
  return row ?? null;
}

/** Or replaces one whose bytes are lost; false if another exists or the file is deleted. */
export async function insertSize(
  db: Db,
  size: RenditionRow,
  { instead }: { instead: string | null },
): Promise<boolean> {
  const isSame = sql`hash = ${size.hash}::text and width = ${size.width}::int and type = ${size.type}::text`;
  const rows = await db.execute(sql`
    with before as (select coalesce(sum(bytes), 0) as bytes from renditions where ${isSame}),
      written as (
        insert into renditions (hash, width, type, name, bytes, read_at)
        select f.hash, ${size.width}::int, ${size.type}::text, ${size.name}::text, ${size.bytes}::bigint,
          ${size.readAt.toISOString()}::timestamptz
        from files f where f.hash = ${size.hash}::text for key share
        on conflict (hash, width, type) do update
          set name = excluded.name, bytes = excluded.bytes, read_at = excluded.read_at
        where renditions.name = ${instead}::text returning bytes)
    insert into stored_bytes (bytes) select written.bytes - before.bytes from written, before returning id`);
  return rows.length === 1;
}

export async function touchSize(db: Db, name: string, now: Date): Promise<void> {
  await db.update(renditions).set({ readAt: now }).where(eq(renditions.name, name));
}

export async function sumBytes(db: Db): Promise<number> {
  const [row] = await db.execute<{ bytes: string }>(sql`select coalesce(sum(bytes), 0) as bytes from ${storedBytes}`);
  return Number(row?.bytes ?? 0);
}

/** Replaces at most `limit` changes with their sum; returns their number. */
export async function sumUpBytes(db: Db, limit: number): Promise<number> {
  const [row] = await db.execute<{ count: number }>(sql`
    with taken as (select id from stored_bytes order by id limit ${limit} for update skip locked),
      gone as (delete from stored_bytes s using taken t where s.id = t.id returning s.bytes),
      summed as (insert into stored_bytes (bytes) select sum(bytes) from gone having count(*) > 0)
    select count(*)::int as count from gone`);
  return row?.count ?? 0;
}

/**
 * Deletes the least recently read renditions: as few as contain `bytes`, at most `limit`. Adds their names to the pending
 * deletions; returns their bytes. Uses index renditions_read_idx.
 */
export async function deleteOldestSizes(db: Db, limit: number, bytes: number): Promise<number> {
  const [gone] = await db.execute<{ bytes: string }>(sql`
    with oldest as (select hash, width, type, bytes, read_at from renditions order by read_at limit ${limit}),
      enough as (select *, sum(bytes) over (order by read_at, hash, width, type) - bytes as before from oldest),
      gone as (delete from renditions s using enough e
        where (s.hash, s.width, s.type) = (e.hash, e.width, e.type) and e.before < ${bytes} returning s.name, s.bytes),
      noted as (insert into pending_deletions select name from gone on conflict do nothing),
      counted as (insert into stored_bytes (bytes) select -sum(bytes) from gone having count(*) > 0)
    select coalesce(sum(bytes), 0) as bytes from gone`);
  return Number(gone?.bytes ?? 0);
}

export async function insertPendingDeletions(db: Db, names: readonly string[]): Promise<void> {
  if (names.length === 0) return;
  await db
    .insert(pendingDeletions)
    .values(names.map((name) => ({ name })))
    .onConflictDoNothing();
}

export async function selectPendingRows(db: Db, after: string, limit: number): Promise<string[]> {
  const rows = await db
    .select()
    .from(pendingDeletions)
    .where(gt(pendingDeletions.name, after))
    .orderBy(asc(pendingDeletions.name))
    .limit(limit);
  return rows.map(({ name }) => name);
}

export async function deletePendingRows(db: Db, names: readonly string[]): Promise<void> {
  await db.delete(pendingDeletions).where(inArray(pendingDeletions.name, [...names]));
}

export interface FileCandidate {
  id: number;
  hash: string;
}

/** Locks them against other clean-ups. */
export async function claimCandidates(db: Db, after: number, limit: number): Promise<FileCandidate[]> {
  return await db
    .select()
    .from(fileCandidates)
    .where(gt(fileCandidates.id, after))
    .orderBy(asc(fileCandidates.id))
    .limit(limit)
    .for("update", { skipLocked: true });
}

/** Locks these files against new references; skips files that are already locked. */
export async function lockFiles(db: Db, hashes: readonly string[]): Promise<string[]> {
  const rows = await db
    .select({ hash: files.hash })
    .from(files)
    .where(inArray(files.hash, [...hashes]))
    .for("update", { skipLocked: true });
  return rows.map(({ hash }) => hash);
}

/** Those checked or without a file; one with a locked file stays. */
export async function deleteCandidates(db: Db, ids: readonly number[], lookedAt: readonly string[]): Promise<void> {
  const isFileGone = notExists(db.select().from(files).where(eq(files.hash, fileCandidates.hash)));
  const isDone = lookedAt.length > 0 ? or(inArray(fileCandidates.hash, [...lookedAt]), isFileGone) : isFileGone;
  await db.delete(fileCandidates).where(and(inArray(fileCandidates.id, [...ids]), isDone));
}

/**
 * Deletes the unreferenced ones, with their renditions; returns their names. Uses index pictures_hash_idx. Call it in the
 * transaction that locked them.
 */
export async function deleteUnneeded(db: Db, hashes: readonly string[]): Promise<string[][]> {
  const unneeded = await selectUnneeded(db, hashes);
  if (unneeded.length === 0) return [];
  const scaled = await selectSizes(db, unneeded);
  const gone = await db
    .delete(files)
    .where(inArray(files.hash, unneeded))
    .returning({ hash: files.hash, name: files.name, bytes: files.bytes });
  const groups = gone.map((file) => [file, ...scaled.filter(({ hash }) => hash === file.hash)]);
  const bytes = groups.flat().reduce((sum, stored) => sum + stored.bytes, 0);
  if (gone.length > 0) await db.insert(storedBytes).values({ bytes: -bytes });
  return groups.map((group) => group.map(({ name }) => name));
}

export async function selectFiles(db: Db, after: string, limit: number): Promise<FileRow[]> {
  return await db.select().from(files).where(gt(files.hash, after)).orderBy(asc(files.hash)).limit(limit);
}

export async function selectSizes(db: Db, hashes: readonly string[]): Promise<RenditionRow[]> {
  return await db
    .select()
    .from(renditions)
    .where(inArray(renditions.hash, [...hashes]));
}

export async function deleteSizes(db: Db, names: readonly string[]): Promise<void> {
  await db.execute(sql`
    with gone as (delete from renditions where ${inArray(renditions.name, [...names])} returning bytes)
    insert into stored_bytes (bytes) select -sum(bytes) from gone having count(*) > 0`);
}

/** Records those of these files that no picture needs, so that the next clean-up deletes them. */
export async function recordUnneeded(db: Db, hashes: readonly string[]): Promise<void> {
  const unneeded = await selectUnneeded(db, hashes);
  if (unneeded.length > 0) await db.insert(fileCandidates).values(unneeded.map((hash) => ({ hash })));
}

/** Uses index pictures_hash_idx. */
async function selectUnneeded(db: Db, hashes: readonly string[]): Promise<string[]> {
  if (hashes.length === 0) return [];
  const needed = await db
    .selectDistinct({ hash: pictures.hash })
    .from(pictures)
    .where(sql`${pictures.hash} = any(${sql.param([...hashes])}::text[])`);
  const isNeeded = new Set(needed.map(({ hash }) => hash));
  return hashes.filter((hash) => !isNeeded.has(hash));
}

/** Those that a row uses; a name begins with the hash. */
export async function selectKnownNames(db: Db, names: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await db.execute<{ name: string }>(sql`
    select n.name from unnest(${sql.param(names)}::text[]) as n(name)
    where exists (select 1 from files f where f.hash = split_part(n.name, '.', 1) and f.name = n.name)
      or exists (select 1 from renditions s where s.hash = split_part(n.name, '.', 1) and s.name = n.name)`);
  return new Set(rows.map(({ name }) => name));
}
