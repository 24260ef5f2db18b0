import type { Sandbox } from "../../server/sandbox/create-sandbox.js";
import { testAccount } from "../../server/sandbox/fixtures.js";
import { listPosts, readPost } from "../../server/sandbox/read-posts.js";
import type { Post } from "../../server/sandbox/seeded-post.js";
import type { MonthsApp } from "./months-app.js";

/** What Instagram has of a post or a part of an album: by its id, the columns that are not null. */
type Things = Map<string, Set<string>>;

/** A difference between Instagram and the database. LOST: it was right before. STALE: it should be right by now. */
export interface Difference {
  fault: "lostPosts" | "stalePosts";
  line: string;
}

export interface Compared {
  account: string;
  id: string;
  /** Since when nothing has kept the server from reading its posts; null: something does, or nobody knows. */
  calmSince: number | null;
}

interface Known {
  /** What the database has had, and must not lose while Instagram has it. */
  seen: Things;
  /** When each was first seen at Instagram, and when it was first seen to be gone. */
  there: Map<string, number>;
  gone: Map<string, number>;
  told: Set<string>;
}

/** Compares the posts of the database with Instagram's, time after time. */
export function createComparison(
  { sql, sandbox, clock }: Pick<MonthsApp, "sql" | "sandbox" | "clock">,
  staleMs: number,
) {
  const known = new Map<string, Known>();
  let deleted = 0;

  const compareOne = ({ account, id, calmSince }: Compared, rows: Row[]): Difference[] => {
    const now = clock.now().getTime();
    const memory = known.get(id) ?? { seen: new Map(), there: new Map(), gone: new Map(), told: new Set() };
    known.set(id, memory);
    const { seen, there, gone, told } = memory;
    const truth = readTruth(sandbox.sandbox, account);
    const kept: Things = new Map(rows.filter(({ isGone }) => !isGone).map((row) => [row.id, new Set(row.told)]));
    const differences: Difference[] = [];
    const note = (fault: Difference["fault"], thing: string, what: string) => {
      if (told.has(`${fault} ${thing} ${what}`)) return;
      told.add(`${fault} ${thing} ${what}`);
      differences.push({ fault, line: `${account} ${thing}: ${what}` });
    };
    const isLongAgo = (at: number | undefined) =>
      at !== undefined && calmSince !== null && Math.max(at, calmSince) + staleMs < now;
    for (const [thing, fields] of truth) {
      if (!there.has(thing)) there.set(thing, now);
      const has = kept.get(thing);
      const had = seen.get(thing);
      const isDue = isLongAgo(there.get(thing));
      if (!has && (had || isDue)) note(had ? "lostPosts" : "stalePosts", thing, "is not kept");
      for (const field of has ? fields : []) {
        if (has?.has(field)) continue;
        if (had?.has(field) || isDue) note(had?.has(field) ? "lostPosts" : "stalePosts", thing, `has no ${field}`);
      }
      if (has) seen.set(thing, new Set([...has, ...(had ?? [])]));
    }
    for (const thing of [...kept.keys(), ...seen.keys()]) {
      if (truth.has(thing)) continue;
      if (!kept.has(thing)) {
        if (seen.delete(thing)) deleted++;
        continue;
      }
      if (!gone.has(thing)) gone.set(thing, now);
      if (isLongAgo(gone.get(thing))) note("stalePosts", thing, "is kept although it was deleted");
    }
    return differences;
  };

  return {
    /** How many posts and parts, which their owners deleted, are gone here too. */
    deletedCount: () => deleted,
    async compare(accounts: readonly Compared[]): Promise<Difference[]> {
      const rows = await selectRows(
        sql,
        accounts.map(({ id }) => id),
      );
      const byAccount = new Map<string, Row[]>(accounts.map(({ id }) => [id, []]));
      for (const row of rows) byAccount.get(row.accountId)?.push(row);
      return accounts.flatMap((one) => compareOne(one, byAccount.get(one.id) ?? []));
    },
  };
}

interface Row {
  accountId: string;
  id: string;
  isGone: boolean;
  told: string[];
}

const COLUMNS = [
  "media_product_type",
  "caption",
  "media_path",
  "thumbnail_path",
  "permalink",
  "shortcode",
  "alt_text",
  "like_count",
  "comments_count",
  "is_shared_to_feed",
] as const;
type Column = (typeof COLUMNS)[number];

async function selectRows(sql: MonthsApp["sql"], ids: string[]): Promise<Row[]> {
  const told = COLUMNS.map((name) => `case when ${name} is not null then '${name}' end`).join(", ");
  return await sql.unsafe<Row[]>(
    `select account_id as "accountId", id, removed_at is not null as "isGone", array_remove(array[${told}], null) as told
     from media where account_id = any($1)`,
    [ids],
  );
}

/** All posts that are there, whatever their list looks like at the moment. */
function readTruth(sandbox: Sandbox, account: string): Things {
  const member = testAccount(account);
  if (!member) throw new Error(`there is no ${account}`);
  const posts = listPosts(sandbox, member).flatMap(({ index }) => readPost(sandbox, member, index) ?? []);
  return new Map(
    posts.flatMap((post): [string, Set<string>][] => [
      [post.id, columnsOf(post)],
      ...post.parts.map((part): [string, Set<string>] => [part.id, new Set<Column>(["media_path"])]),
    ]),
  );
}

function columnsOf(post: Post): Set<Column> {
  const has: Record<Column, boolean> = {
    media_product_type: true,
    caption: Boolean(post.caption),
    media_path: post.givesUrl,
    thumbnail_path: post.mediaType === "VIDEO",
    permalink: true,
    shortcode: true,
    alt_text: post.altText !== null,
    like_count: post.likeCount !== null,
    comments_count: true,
    is_shared_to_feed: post.productType === "REELS",
  };
  return new Set(COLUMNS.filter((name) => has[name]));
}
