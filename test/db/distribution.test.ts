import { beforeAll, describe, expect, test } from "vitest";
import { ALL_TABLES, parentsOf } from "../../server/db/all-tables.js";
import { ACCOUNT_ID, TABLE_PLACES } from "../../server/db/table-places.js";
import { deleteUnreferenced } from "../../server/features/assets/delete-unreferenced.js";
import { openPicture } from "../../server/features/assets/open-picture.js";
import { eraseAccount } from "../../server/features/privacy/erase-account.js";
import { syncAccount } from "../../server/features/sync/sync-account.js";
import { syncDueAccounts } from "../../server/features/sync/sync-due-accounts.js";
import { refreshDueTokens } from "../../server/features/tokens/refresh-due-tokens.js";
import { refreshToken } from "../../server/features/tokens/refresh-token.js";
import { until } from "../support/api-error.js";
import { OPERATOR } from "../support/cast.js";
import { AS_OPERATOR, ask } from "../support/graphql.js";
import { createPartitionedDatabase, SPREAD_TABLES } from "../support/partitioned-database.js";
import { copyAll } from "../support/pictures.js";
import { setUpTestApp } from "../support/test-app.js";

const testApp = setUpTestApp(
  { JOBS: "off", PUBLIC_READ: "on" },
  { hasDatabaseProxy: true, openPostgres: createPartitionedDatabase },
);
const ALONE = new AbortController().signal;
let url: string;
let [bakery, florist] = ["", ""];

beforeAll(async () => {
  await testApp.app.distribution.look();
  url = await testApp.serve();
  florist = await testApp.connect("florist");
  bakery = await testApp.connect("bakery");
});

describe("the catalog", () => {
  /** Tables that name an account and lie on the coordinator, or on each machine, because they stay small. */
  const CENTRAL = [
    "alerts",
    "api_key_accounts",
    "circuits",
    "connect_links",
    "erasures",
    "events",
    "feed_decisions",
  ].concat(["feed_pins", "job_items", "oauth_states", "owner_sessions"]);

  test("rule 1: whatever grows with accounts has the account's id first in its primary key", () => {
    const others = ALL_TABLES.filter(
      ({ name, columns }) => columns.some((column) => column.name === ACCOUNT_ID) && !SPREAD_TABLES.includes(name),
    ).map(({ name }) => name);
    expect(
      others.toSorted(),
      "Rule 1: a table that grows with accounts or posts begins its primary key with account_id. One that stays small is named here.",
    ).toEqual(CENTRAL.toSorted());
  });

  test("rule 1: keys, unique indexes and foreign keys of these tables begin with the account's id", async () => {
    const found = await testApp.app.sql<{ name: string; first: string }[]>`
      select c.conname as name, a.attname as first from pg_constraint c
      join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
      where c.conrelid = any(${SPREAD_TABLES}::text[]::regclass[]) and c.contype in ('p', 'u', 'f') and not (
        c.contype = 'f' and c.confrelid = 'files'::regclass)
      union select i.indexrelid::regclass::text, a.attname from pg_index i
      join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0]
      where i.indrelid = any(${SPREAD_TABLES}::text[]::regclass[]) and i.indisunique`;
    expect(found.length).toBeGreaterThan(SPREAD_TABLES.length);
    const wrong = found.filter(({ first }) => first !== ACCOUNT_ID);
    expect(wrong, "Rule 1: these begin with another column than account_id.").toEqual([]);
  });

  test("rule 1: no foreign key leads from another table to one of these", () => {
    const leading = ALL_TABLES.filter(({ name }) => !SPREAD_TABLES.includes(name)).flatMap((table) =>
      parentsOf(table)
        .filter((parent) => SPREAD_TABLES.includes(parent))
        .map((parent) => `${table.name} → ${parent}`),
    );
    expect(leading, "Rule 1: no foreign key leads from a local or reference table to a distributed one.").toEqual([]);
  });

  test("rule 1: foreign keys of these tables, and of reference tables, lead to no local table", () => {
    const leading = ALL_TABLES.filter(({ name }) => TABLE_PLACES.get(name) !== "LOCAL").flatMap((table) =>
      parentsOf(table)
        .filter((parent) => TABLE_PLACES.get(parent) === "LOCAL")
        .map((parent) => `${table.name} → ${parent}`),
    );
    expect(leading, "Rule 1: a table that other machines have refers to no table of the coordinator.").toEqual([]);
  });

  test("rule 2: what identifies an account has no column that a sync writes", () => {
    const columns = ALL_TABLES.find(({ name }) => name === "accounts")?.columns.map(({ name }) => name) ?? [];
    const state = ALL_TABLES.find(({ name }) => name === "account_states")?.columns.map(({ name }) => name) ?? [];
    expect(
      columns.filter((name) => state.includes(name)),
      "Rule 2: what a sync or refresh writes is in account_states, apart from accounts.",
    ).toEqual(["sandbox", "app_id"]);
  });

  test("no trigger is on a table that several machines have", async () => {
    expect(await testApp.app.sql`select tgname from pg_trigger where not tgisinternal`).toEqual([]);
  });

  test("the buckets divide the accounts, and a token has the bucket of its account's state", async () => {
    const rows = await testApp.app.sql<{ bucket: number }[]>`
      select s.bucket from account_states s join tokens t using (account_id, bucket)`;
    expect(rows).toHaveLength(2);
    for (const { bucket } of rows) expect(bucket >= 0 && bucket < 1_024).toBe(true);
    const [spread] = await testApp.app.sql`select min(b), max(b), count(distinct b)::int from (
      select ((hashtext('acc_' || n) >> 22) + 512)::smallint as b from generate_series(1, 50000) n) all_of_them`;
    expect(spread).toEqual({ min: 0, max: 1_023, count: 1_024 });
  });
});

/** What may be read on all machines, each with its reason: rule 6. */
const FAN_OUTS: [RegExp, string][] = [
  [/^select "bucket", "account_id" from/, "what is due is found on all machines, and claimed on one after another"],
  [/join pictures p on p\.key = w\.key/, "an address has the picture's key alone; what was found is remembered"],
  [/^select distinct "hash" from "pictures"|count\(distinct hash\)/, "whether another account shows a file"],
  [
    /^select "id", "parent_id", "shortcode" from "media" where .* and "media"\."hidden"/,
    "whether a new post is hidden in another account",
  ],
  [/^\s*select p\.account_id from pictures p join accounts/, "the next account with due pictures"],
];

interface Seen {
  text: string;
  partitions: number[];
}

/** The partitions that each statement of `act` would touch. */
async function touchedBy(act: () => Promise<unknown>): Promise<Seen[]> {
  testApp.database.forget();
  await act();
  const asked = testApp.database.asked().filter(({ text }) => /^\s*(select|insert|update|delete|with)\b/i.test(text));
  const seen: Seen[] = [];
  for (const { text, values } of asked) {
    // As they go over the wire: a yes is a `t`.
    const bound = values.map((value) => (value === "t" ? true : value === "f" ? false : value));
    const [row] = await testApp.app.sql.unsafe(`explain (format json) ${text}`, bound as never[]);
    const names = JSON.stringify(row).matchAll(/"Relation Name":"(\w+)_p(\d+)"/g);
    const partitions = new Set(
      [...names].flatMap(([, table = "", n]) => (SPREAD_TABLES.includes(table) ? [Number(n)] : [])),
    );
    seen.push({ text, partitions: [...partitions] });
  }
  return seen;
}

/** Each statement touches one partition, all of them the same, or is a known fan-out. */
async function expectOnePartition(act: () => Promise<unknown>): Promise<Seen[]> {
  const seen = await touchedBy(act);
  const others = seen.filter(({ text }) => !FAN_OUTS.some(([pattern]) => pattern.test(text)));
  const wide = others.filter(({ partitions }) => partitions.length > 1).map(({ text }) => text);
  expect(wide, "Rule 3: a hot statement has account_id = $1, or = any($1), for each table of accounts.").toEqual([]);
  const all = new Set(others.flatMap(({ partitions }) => partitions));
  expect(all.size, "each flow asks for one account").toBe(1);
  expectRule5(seen);
  return seen;
}

function expectRule5(seen: readonly Seen[]): void {
  for (const { text } of seen) {
    // Where nothing beside it tells its type, a parameter is text on the way to another machine.
    expect(text, "Rule 5: a parameter has no type.").not.toMatch(/\b(when|then|else|select|coalesce\() *\$\d+\b(?!::)/);
    const [, keys = "", set = ""] = /on conflict \(([^)]*)\).*?do update set (.*)/is.exec(text) ?? [];
    for (const key of keys.split(",").map((name) => name.trim())) {
      if (key === "") continue;
      expect(set, `Rule 5: \`on conflict\` sets its own key, ${key}.`).not.toMatch(new RegExp(`(^|, )${key} = `));
    }
  }
}

describe("one machine has what is needed for", () => {
  const POSTS = `media(first: 5) { id mediaUrl thumbnailUrl caption pictureFailure image { url width alt }
    children { mediaUrl thumbnailUrl image { url thumbhash } } }`;
  const ACCOUNT = `id username postCount syncedAt profile { profilePictureUrl followersCount } ${POSTS}
    newest: media(first: 2, orderBy: MOST_LIKED) { id }`;

  test.each([
    ["an account by its id", () => `{ account(id: "${bakery}") { ${ACCOUNT} token { expiresAt } } }`],
    ["an account by its name", () => `{ account(username: "bakery") { ${ACCOUNT} } }`],
    [
      "a list of one account's posts",
      () => `{ media(accountIds: ["${bakery}"], first: 5) { id mediaUrl children { mediaUrl } } }`,
    ],
    [
      "a list with its total",
      () => `{ account(id: "${bakery}") { mediaConnection(first: 2) { totalCount nodes { id } } } }`,
    ],
  ])("%s", async (_, query) => {
    const seen = await expectOnePartition(async () => {
      const { errors } = await ask(url, query(), AS_OPERATOR);
      expect(errors).toBeUndefined();
    });
    expect(seen.length).toBeLessThanOrEqual(2);
  });

  test("a sync that an operator asks for, with new posts", async () => {
    await testApp.sandbox.control({
      posts: { account: "bakery", add: [{ type: "IMAGE" }, { type: "CAROUSEL_ALBUM" }] },
    });
    await expectOnePartition(() => syncAccount(testApp.app, bakery, { by: OPERATOR, full: true }));
  });

  test("a refresh", async () => {
    await testApp.sandbox.control({ advance: "25h" });
    await expectOnePartition(() => refreshToken(testApp.app, bakery, OPERATOR));
  });
});

test("many accounts are claimed bucket by bucket, each on one machine", async () => {
  await testApp.sandbox.control({ advance: "35d" });
  const claimed = async (act: () => Promise<{ doneCount: number }>) => {
    const seen = await touchedBy(async () => expect((await act()).doneCount).toBe(2));
    const claims = seen.filter(({ text }) => text.includes("skip locked"));
    expect(claims.length).toBeGreaterThanOrEqual(2);
    for (const { partitions } of claims) expect(partitions).toHaveLength(1);
    expectRule5(seen);
  };
  await claimed(() => refreshDueTokens(testApp.app, ALONE));
  await claimed(() => syncDueAccounts(testApp.app, ALONE));
});

test("pictures are copied and served, and only their address is looked for everywhere", async () => {
  // A few are enough.
  await testApp.app.sql`update pictures set next_try_at = null
    where kind <> 'PICTURE' or key not in (select min(key) from pictures where kind = 'PICTURE' group by account_id)`;
  const seen = await touchedBy(() => copyAll(testApp.app));
  const wide = seen.filter(
    ({ text, partitions }) => partitions.length > 1 && !FAN_OUTS.some(([pattern]) => pattern.test(text)),
  );
  expect(wide.map(({ text }) => text)).toEqual([]);
  const [picture] = await testApp.app.sql<{ key: string }[]>`
    select key from pictures where account_id = ${bakery} and hash is not null and kind = 'PICTURE' limit 1`;
  const opened = await openPicture(testApp.app, { key: picture?.key ?? "", width: null, type: null });
  expect(opened).toMatchObject({ found: { accountId: bakery } });
});

test("feeds of several accounts are fan-outs, and their pins and decisions are found", async () => {
  const input = { slug: "shops", title: "Shops", sources: [{ accountId: bakery }, { accountId: florist }] };
  const create =
    "mutation ($input: FeedInput!) { createFeed(input: $input) { id posts { nodes { media { id mediaUrl } } } } }";
  const { data, errors } = await ask(url, create, { ...AS_OPERATOR, variables: { input } });
  expect(errors).toBeUndefined();
  const [post] = data.createFeed.posts.nodes;
  const pin = `mutation { pinPost(feedId: "${data.createFeed.id}", mediaId: "${post.media.id}", place: 2) { id } }`;
  expect((await ask(url, pin, AS_OPERATOR)).errors).toBeUndefined();
  const read = `{ feed(slug: "shops") { posts { nodes { pinned place media { id } } } } }`;
  const { nodes } = (await ask(url, read)).data.feed.posts;
  expect(nodes[1]).toMatchObject({ pinned: true, media: { id: post.media.id } });
});

test("lists of accounts with posts, filters and counts are answered", async () => {
  const query = `{ accounts(first: 10, filter: { tags: [] }) { totalCount nodes { username media(first: 1) { id } lastRuns: syncRuns(first: 1) { outcome } } }
    media(first: 3) { id account { username } } status { accounts { accountCount needAttention } mostOverdue { kind } } tokenExpiryForecast(days: 3) { expiringCount } }`;
  const { data, errors } = await ask(url, query, AS_OPERATOR);
  expect(errors).toBeUndefined();
  expect(data.accounts.nodes).toHaveLength(2);
});

test("an erased account leaves no row in any partition, and its files go", async () => {
  const seen = await expectOnePartition(() => eraseAccount(testApp.app, florist, { by: OPERATOR, reason: "OPERATOR" }));
  // Accounts are a reference table: it is changed after all machines were asked whether they show the account's files.
  expect(seen[0]?.text).toContain("'citus.multi_shard_modify_mode', 'sequential'");
  for (const table of SPREAD_TABLES) {
    expect(await testApp.app.sql`select from ${testApp.app.sql(table)} where account_id = ${florist}`).toHaveLength(0);
  }
  await until(async () => {
    await deleteUnreferenced(testApp.app);
    const left = await testApp.app
      .sql`select from files where hash not in (select hash from pictures where hash is not null)`;
    return left.length === 0;
  });
  expect(await testApp.app.sql`select from media where account_id = ${bakery}`).not.toHaveLength(0);
});
