import { and, eq, isNotNull, isNull, lte, sql } from "drizzle-orm";
import type { Row } from "postgres";
import { contentChanged } from "../../db/content-changes.js";
import type { Db } from "../../db/db.js";
import { deletePictures } from "../../db/delete-pictures.js";
import { isAmong, isFree, newClaim } from "../../db/leases.js";
import type { Reader } from "../../db/reads.js";
import { fileCandidates, files } from "../../db/schema/assets.js";
import { media } from "../../db/schema/media.js";
import { isDormant, type PictureRow, pictures } from "../../db/schema/pictures.js";

/** A lease in seconds, longer than any copy; videos get five minutes more. */
const LEASE_S = 120;
const VIDEO_LEASE_S = 400;

export type QueuedPicture = Pick<PictureRow, "kind" | "path" | "source" | "nextTryAt">;

const changes = sql`kind = excluded.kind, path = excluded.path, source = excluded.source, next_try_at = excluded.next_try_at,
  attempts = 0, failure_cause = null, failed_at = null, lease_until = null, fence = pictures.fence + 1
  where (pictures.kind, pictures.path) is distinct from (excluded.kind, excluded.path)`;

/** By the posts' keys; updates only those whose path changed. */
export async function upsertPictures(
  db: Db,
  accountId: string,
  rows: readonly (QueuedPicture & { mediaId: string })[],
): Promise<void> {
  const texts = (name: keyof QueuedPicture | "mediaId") =>
    sql`${sql.param(rows.map((row) => (row[name] instanceof Date ? row[name].toISOString() : row[name])))}::text[]`;
  await db.execute(sql`
    insert into pictures (key, account_id, media_id, kind, path, source, next_try_at)
    select case r.kind when 'POSTER' then m.thumbnail_key else m.media_key end, m.account_id, m.id, r.kind, r.path, r.source,
      r.next_try_at::timestamptz
    from unnest(${texts("mediaId")}, ${texts("kind")}, ${texts("path")}, ${texts("source")}, ${texts("nextTryAt")})
      as r(media_id, kind, path, source, next_try_at)
    join ${media} m on m.account_id = ${accountId}::text and m.id = r.media_id
    order by 1
    on conflict (account_id, key) do update set ${changes}`);
  contentChanged(db, [accountId]);
}

export async function upsertProfilePicture(
  db: Db,
  accountId: string,
  queued: Omit<QueuedPicture, "kind">,
): Promise<void> {
  await db.execute(sql`
    insert into pictures (key, account_id, kind, path, source, next_try_at)
    select a.picture_key, a.id, 'PROFILE', ${queued.path}::text, ${queued.source}::text, ${queued.nextTryAt?.toISOString() ?? null}::timestamptz
    from accounts a where a.id = ${accountId}::text
    on conflict (account_id, key) do update set ${changes}`);
  contentChanged(db, [accountId]);
}

export async function deleteProfilePicture(db: Db, accountId: string): Promise<void> {
  await deletePictures(db, accountId, isNull(pictures.mediaId));
  contentChanged(db, [accountId]);
}

/** Uses index pictures_due_idx. */
export async function retryFailedPictures(db: Db, accountId: string, now: Date): Promise<void> {
  await db
    .update(pictures)
    .set({ nextTryAt: now, attempts: 0 })
    .where(and(eq(pictures.accountId, accountId), isNotNull(pictures.failureCause)));
  contentChanged(db, [accountId]);
}

/**
 * Makes videos due that were recorded while videos were not stored, at most `limit`, in the order of the keys. Uses index
 * pictures_dormant_idx.
 */
export async function enqueueVideos(db: Db, now: Date, limit: number): Promise<void> {
  const asleep = await db
    .select({ accountId: pictures.accountId, key: pictures.key })
    .from(pictures)
    .where(isDormant(pictures))
    .orderBy(pictures.accountId, pictures.key)
    .limit(limit);
  if (asleep.length === 0) return;
  const accountIds = sql.param(asleep.map(({ accountId }) => accountId));
  const keys = sql.param(asleep.map(({ key }) => key));
  await db.execute(sql`update pictures p set next_try_at = ${now.toISOString()}::timestamptz
    from unnest(${accountIds}::text[], ${keys}::text[]) as asleep(account_id, key)
    where p.account_id = asleep.account_id and p.key = asleep.key`);
}

const isNotHeld = isFree(pictures.leaseUntil);
const claim = newClaim(
  pictures,
  sql`case ${pictures.kind} when 'VIDEO' then ${VIDEO_LEASE_S}::int else ${LEASE_S}::int end`,
);

/** The next account id after `after` with due pictures. Uses index pictures_due_idx. */
export async function nextDueAccount(
  db: Db,
  { sandbox, now, after }: { sandbox: boolean; now: Date; after: string },
): Promise<string | null> {
  const [row] = await db.execute<{ account_id: string }>(sql`
    select p.account_id from pictures p join accounts a on a.id = p.account_id and a.sandbox = ${sandbox}::boolean
    where p.account_id > ${after} and p.next_try_at <= ${now.toISOString()}::timestamptz
      and ${isFree(sql`p.lease_until`)}
    order by p.account_id limit 1`);
  return row?.account_id ?? null;
}

/** Uses index pictures_due_idx. */
export async function claimDuePictures(
  db: Db,
  accountId: string,
  { now, limit }: { now: Date; limit: number },
): Promise<PictureRow[]> {
  // Instagram's ids grow with time: among equally due pictures the newest post's comes first.
  const due = db
    .select({ key: pictures.key })
    .from(pictures)
    .where(and(eq(pictures.accountId, accountId), lte(pictures.nextTryAt, now), isNotHeld))
    .orderBy(pictures.nextTryAt, sql`${pictures.mediaId} desc`)
    .limit(limit)
    .for("update", { skipLocked: true });
  return await db
    .update(pictures)
    .set(claim)
    .where(and(eq(pictures.accountId, accountId), isAmong(pictures.key, due)))
    .returning();
}

type PictureId = Pick<PictureRow, "accountId" | "key">;

export async function claimPicture(db: Db, picture: PictureId): Promise<PictureRow | null> {
  const [row] = await db
    .update(pictures)
    .set(claim)
    .where(and(is(picture), isNotHeld))
    .returning();
  return row ?? null;
}

export async function selectPicture(db: Db, picture: PictureId): Promise<(PictureRow & { isHeld: boolean }) | null> {
  const [row] = await db
    .select({ picture: pictures, isHeld: sql<boolean>`not ${isNotHeld}` })
    .from(pictures)
    .where(is(picture));
  return row ? { ...row.picture, isHeld: row.isHeld } : null;
}

function is({ accountId, key }: PictureId) {
  return and(eq(pictures.accountId, accountId), eq(pictures.key, key));
}

type Claim = Pick<PictureRow, "accountId" | "key" | "fence">;

/**
 * Also deletes the signed address, and records the file that the picture had when it was claimed. False if the lease was lost
 * meanwhile. Call it in a transaction.
 */
export async function finishCopy(db: Db, claim: Claim & Pick<PictureRow, "hash">, hash: string): Promise<boolean> {
  const copied = { hash, source: null, nextTryAt: null, attempts: 0, failureCause: null, failedAt: null };
  const isDone = await changeClaimed(db, claim, copied);
  if (isDone && claim.hash !== null && claim.hash !== hash) {
    await db.insert(fileCandidates).values({ hash: claim.hash });
  }
  return isDone;
}

export async function failCopy(
  db: Db,
  claim: Claim,
  failure: Pick<PictureRow, "attempts" | "failureCause" | "failedAt" | "nextTryAt">,
): Promise<boolean> {
  return await changeClaimed(db, claim, failure);
}

export async function releasePicture(db: Db, claim: Claim, nextTryAt: Date | null): Promise<boolean> {
  return await changeClaimed(db, claim, { nextTryAt });
}

async function changeClaimed(db: Db, claim: Claim, changes: Partial<PictureRow>): Promise<boolean> {
  const rows = await db
    .update(pictures)
    .set({ ...changes, leaseUntil: null })
    .where(and(is(claim), eq(pictures.fence, claim.fence)))
    .returning({ accountId: pictures.accountId });
  contentChanged(
    db,
    rows.map(({ accountId }) => accountId),
  );
  return rows.length === 1;
}

export async function delayPictures(db: Db, accountId: string, until: Date): Promise<void> {
  await db
    .update(pictures)
    .set({ nextTryAt: until })
    .where(and(eq(pictures.accountId, accountId), lte(pictures.nextTryAt, until)));
}

/** Uses index pictures_hash_idx. */
export async function retryPicturesOf(db: Db, hash: string, now: Date): Promise<void> {
  await db.update(pictures).set({ nextTryAt: now, attempts: 0 }).where(eq(pictures.hash, hash));
}

export interface StoredAsset extends Pick<PictureRow, "key" | "mediaId" | "kind"> {
  name: string;
  type: string;
}

/** In the order of the posts' ids. Uses index pictures_media_idx. */
export async function selectStoredAssets(
  db: Db,
  accountId: string,
  { after, limit }: { after: Pick<StoredAsset, "key" | "mediaId"> | null; limit: number },
): Promise<StoredAsset[]> {
  const isAfter = after && sql`(${pictures.mediaId}, ${pictures.key}) > (${after.mediaId}, ${after.key})`;
  return await db
    .select({ key: pictures.key, mediaId: pictures.mediaId, kind: pictures.kind, name: files.name, type: files.type })
    .from(pictures)
    .innerJoin(files, eq(files.hash, pictures.hash))
    .where(and(eq(pictures.accountId, accountId), isNotNull(pictures.mediaId), isAfter ?? undefined))
    .orderBy(pictures.mediaId, pictures.key)
    .limit(limit);
}

/** Uses index pictures_media_idx. */
export async function selectStoredPortrait(db: Db, accountId: string): Promise<StoredAsset | null> {
  const [row] = await db
    .select({ key: pictures.key, mediaId: pictures.mediaId, kind: pictures.kind, name: files.name, type: files.type })
    .from(pictures)
    .innerJoin(files, eq(files.hash, pictures.hash))
    .where(and(eq(pictures.accountId, accountId), isNull(pictures.mediaId)))
    .limit(1);
  return row ?? null;
}

export interface AssetRequest {
  key: string;
  width: number | null;
  type: string | null;
  /** For operators, who curate hidden posts. */
  includesHidden?: boolean;
}

export interface Asset {
  key: string;
  accountId: string;
  mediaId: string | null;
  kind: string;
  path: string;
  failureCause: string | null;
  nextTryAt: Date | null;
  file: { hash: string; name: string; type: string; bytes: number } | null;
  size: { name: string; readAt: Date } | null;
}

/** In the requested order; uses index pictures_key_idx. Null for unknown, hidden (unless included), removed, replaced, and for accounts of the other mode. */
export async function selectAsset(
  reads: Reader,
  sandbox: boolean,
  requests: readonly AssetRequest[],
): Promise<(Asset | null)[]> {
  const text = `
    select w.n::int, p.key, p.account_id, p.media_id, p.kind, p.path, p.failure_cause, p.next_try_at, f.hash, f.name, f.type,
      f.bytes, s.name as size_name, s.read_at
    from unnest($1::text[], $2::int[], $3::text[], $5::text[]) with ordinality as w(key, width, type, hidden, n)
    join pictures p on p.key = w.key
    join accounts a on a.id = p.account_id and a.sandbox = $4::boolean
    left join media m on m.account_id = p.account_id and m.id = p.media_id
    left join media album on album.account_id = m.account_id and album.id = m.parent_id
    left join files f on f.hash = p.hash
    left join renditions s on s.hash = p.hash and s.width = w.width and s.type = w.type
    where case when p.media_id is null then a.picture_path is not null
      else m.removed_at is null and (w.hidden = 'yes' or not m.hidden)
        and (m.parent_id is null or (album.removed_at is null and (w.hidden = 'yes' or not album.hidden))) end`;
  const params = [
    requests.map(({ key }) => key),
    requests.map(({ width }) => width),
    requests.map(({ type }) => type),
    sandbox,
    requests.map(({ includesHidden }) => (includesHidden ? "yes" : "no")),
  ];
  const rows = await reads.run<Row>({ text, params, prepare: true });
  const found = new Map(rows.map((row) => [row.n - 1, foundOf(row)]));
  return requests.map((_, place) => found.get(place) ?? null);
}

function foundOf(row: Row): Asset {
  const { key, kind, path, hash, name, type, bytes } = row;
  return {
    key,
    accountId: row.account_id,
    mediaId: row.media_id,
    kind,
    path,
    failureCause: row.failure_cause,
    nextTryAt: row.next_try_at && new Date(row.next_try_at),
    file: hash && { hash, name, type, bytes: Number(bytes) },
    size: row.size_name && { name: row.size_name, readAt: new Date(row.read_at) },
  };
}
