import { and, asc, desc, eq, ilike, inArray, lte, or, sql } from "drizzle-orm";
import { contentChanged, EVERYTHING } from "../../db/content-changes.js";
import type { Db } from "../../db/db.js";
import { accounts } from "../../db/schema/accounts.js";
import {
  type FeedRow,
  type FeedVersionRow,
  feedDecisions,
  feedPins,
  feedSlugs,
  feeds,
  feedVersions,
} from "../../db/schema/feeds.js";
import { fold } from "../../lib/case-fold.js";
import type { FeedDefinition } from "./feed-definition.js";

const hasDecision = (isShown: boolean) => sql<boolean>`exists (select from ${feedDecisions}
  where ${feedDecisions.feedId} = ${feeds.id} and ${feedDecisions.isShown} = ${isShown})`;

const definition = {
  id: feeds.id,
  slug: feeds.slug,
  settings: feeds.settings,
  version: feeds.version,
  createdAt: feeds.createdAt,
  updatedAt: feeds.updatedAt,
  hasShown: hasDecision(true),
  hasHidden: hasDecision(false),
  hasPins: sql<boolean>`exists (select from ${feedPins} where ${feedPins.feedId} = ${feeds.id})`,
};

/** Uses the primary key, or indexes feeds_slug_idx and feed_slugs_pkey. A present slug wins over a former one. */
export async function selectDefinition(
  db: Db,
  address: { sandbox: boolean } & ({ id: string } | { slug: string }),
): Promise<FeedDefinition | null> {
  const { sandbox } = address;
  const id = "id" in address ? sql`${address.id}` : idOfSlug(address.slug, sandbox);
  const [row] = await db
    .select(definition)
    .from(feeds)
    .where(and(eq(feeds.sandbox, sandbox), sql`${feeds.id} = ${id}`))
    .limit(1);
  return row ?? null;
}

/** Not one condition with `or`, for which Postgres would read all feeds. */
function idOfSlug(slug: string, sandbox: boolean) {
  const rowOf = (id: string, table: string) =>
    sql`(select ${sql.raw(id)} from ${sql.raw(table)} where sandbox = ${sandbox}::boolean and slug = ${slug}::text)`;
  return sql`coalesce(${rowOf("id", "feeds")}, ${rowOf("feed_id", "feed_slugs")})`;
}

export interface FeedSelection {
  sandbox: boolean;
  /** Part of the title or slug; null: all. */
  search: string | null;
}

function selected({ sandbox, search }: FeedSelection) {
  const text = search?.replace(/[\\%_]/g, "\\$&");
  const title = sql`${feeds.settings}->>'title'`;
  return and(
    eq(feeds.sandbox, sandbox),
    text === undefined ? undefined : or(ilike(title, `%${text}%`), ilike(feeds.slug, `%${text}%`)),
  );
}

/** Newest first. Uses index feeds_created_idx; a search reads all feeds, at most 10,000. */
export async function selectDefinitions(
  db: Db,
  page: FeedSelection & { first: number; offset: number },
): Promise<FeedDefinition[]> {
  return await db
    .select(definition)
    .from(feeds)
    .where(selected(page))
    .orderBy(desc(feeds.createdAt), desc(feeds.id))
    .limit(page.first)
    .offset(page.offset);
}

export async function countFeeds(db: Db, selection: FeedSelection): Promise<number> {
  return await db.$count(feeds, selected(selection));
}

export async function lockFeed(db: Db, id: string, sandbox: boolean): Promise<FeedRow | null> {
  const [row] = await db
    .select()
    .from(feeds)
    .where(and(eq(feeds.id, id), eq(feeds.sandbox, sandbox)))
    .limit(1)
    .for("update");
  return row ?? null;
}

/** Whether a feed other than this one has the slug now. */
export async function isSlugTaken(
  db: Db,
  { sandbox, slug, id }: Pick<FeedRow, "sandbox" | "slug" | "id">,
): Promise<boolean> {
  const rows = await db
    .select({ id: feeds.id })
    .from(feeds)
    .where(and(eq(feeds.sandbox, sandbox), eq(feeds.slug, slug)));
  return rows.some((row) => row.id !== id);
}

export type Author = Pick<FeedVersionRow, "at" | "actor" | "summary">;

export async function insertFeed(db: Db, row: FeedRow, author: Author): Promise<void> {
  await db.insert(feeds).values(row);
  await insertVersion(db, row, author);
  await takeSlug(db, row, null);
  contentChanged(db, EVERYTHING);
}

/** Keeps the former slug, by which the feed is still found. */
export async function updateFeedRow(db: Db, row: FeedRow, author: Author & { formerSlug: string }): Promise<void> {
  const { formerSlug, ...by } = author;
  const { slug, settings, version, updatedAt } = row;
  await db.update(feeds).set({ slug, settings, version, updatedAt }).where(eq(feeds.id, row.id));
  await insertVersion(db, row, by);
  if (formerSlug === slug) contentChanged(db, [row.id]);
  else {
    await takeSlug(db, row, formerSlug);
    contentChanged(db, EVERYTHING);
  }
}

export async function deleteFeed(db: Db, id: string): Promise<void> {
  await db.delete(feeds).where(eq(feeds.id, id));
  contentChanged(db, EVERYTHING);
}

/** Older versions of a feed are forgotten. */
const VERSIONS_MAX = 500;

async function insertVersion(db: Db, { id, version, settings }: FeedRow, author: Author): Promise<void> {
  await db.insert(feedVersions).values({ feedId: id, version, settings, ...author });
  await db
    .delete(feedVersions)
    .where(and(eq(feedVersions.feedId, id), lte(feedVersions.version, version - VERSIONS_MAX)));
}

async function takeSlug(db: Db, { id, sandbox, slug }: FeedRow, former: string | null): Promise<void> {
  await db.delete(feedSlugs).where(and(eq(feedSlugs.sandbox, sandbox), eq(feedSlugs.slug, slug)));
  if (former === null) return;
  await db.insert(feedSlugs).values({ sandbox, slug: former, feedId: id }).onConflictDoNothing();
}

/** Newest first. Uses the primary key. */
export async function selectVersions(db: Db, feedId: string, first: number): Promise<FeedVersionRow[]> {
  return await db
    .select()
    .from(feedVersions)
    .where(eq(feedVersions.feedId, feedId))
    .orderBy(desc(feedVersions.version))
    .limit(first);
}

export async function selectVersion(db: Db, feedId: string, version: number): Promise<FeedVersionRow | null> {
  const [row] = await db
    .select()
    .from(feedVersions)
    .where(and(eq(feedVersions.feedId, feedId), eq(feedVersions.version, version)))
    .limit(1);
  return row ?? null;
}

/** Who changed the feed after this version, oldest first. */
export async function selectVersionsAfter(db: Db, feedId: string, version: number): Promise<FeedVersionRow[]> {
  return await db
    .select()
    .from(feedVersions)
    .where(and(eq(feedVersions.feedId, feedId), sql`${feedVersions.version} > ${version}`))
    .orderBy(asc(feedVersions.version))
    .limit(10);
}

export async function selectAccountNames(
  db: Db,
  ids: readonly string[],
  sandbox: boolean,
): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .select({ id: accounts.id, username: accounts.username })
    .from(accounts)
    .where(and(inArray(accounts.id, [...ids]), eq(accounts.sandbox, sandbox)));
  return new Map(rows.map(({ id, username }) => [id, username]));
}

/** The ids of accounts by their usernames, with or without @, or by their ids, under the names that were given. */
export async function selectAccountIdsByName(
  db: Db,
  names: readonly string[],
  sandbox: boolean,
): Promise<ReadonlyMap<string, string>> {
  if (names.length === 0) return new Map();
  const folded = new Map(names.map((name) => [name, fold(name.replace(/^@/, ""))]));
  const rows = await db
    .select({ id: accounts.id, usernameFolded: accounts.usernameFolded })
    .from(accounts)
    .where(
      and(
        eq(accounts.sandbox, sandbox),
        or(inArray(accounts.id, [...names]), inArray(accounts.usernameFolded, [...folded.values()])),
      ),
    );
  const idOf = (name: string) =>
    rows.find(({ id }) => id === name)?.id ?? rows.find((row) => row.usernameFolded === folded.get(name))?.id;
  return new Map(names.flatMap((name) => (idOf(name) ? [[name, idOf(name) as string]] : [])));
}

export async function selectAccountTags(db: Db, accountId: string): Promise<string[]> {
  const [row] = await db.select({ tags: accounts.tags }).from(accounts).where(eq(accounts.id, accountId)).limit(1);
  return row?.tags ?? [];
}

/** The feeds that name the account, or one of its tags, as a source. Searches all feeds, at most 10,000. */
export async function selectFeedsOf(
  db: Db,
  { accountId, tags, sandbox }: { accountId: string; tags: readonly string[]; sandbox: boolean },
): Promise<FeedDefinition[]> {
  const sources = [{ accountId }, ...tags.map((tag) => ({ tag }))].map((source) => JSON.stringify([source]));
  const names = sources.map((source) => sql`${feeds.settings}->'sources' @> ${source}::jsonb`);
  return await db
    .select(definition)
    .from(feeds)
    .where(and(eq(feeds.sandbox, sandbox), or(...names)))
    .orderBy(desc(feeds.createdAt), desc(feeds.id))
    .limit(100);
}
