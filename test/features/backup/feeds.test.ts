import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { LEFT_OUT, TABLES } from "../../../server/features/backup/store.js";
import { createFeed, updateFeed } from "../../../server/features/feeds/change-feed.js";
import { decidePosts, pinPost } from "../../../server/features/feeds/curate-posts.js";
import { OPERATOR } from "../../support/cast.js";
import { runCli, settingsOf } from "../../support/cli.js";
import { bearer, makeKey } from "../../support/credentials.js";
import { insertAccount, insertPosts } from "../../support/feed-rows.js";
import { ask } from "../../support/graphql.js";
import { setUpTestApp } from "../../support/test-app.js";

// It counts as a tool, not as a server, so that a backup can be restored beside it.
const testApp = setUpTestApp({ PUBLIC_READ: "off" }, { applicationName: "darkroom-cli" });
const folder = mkdtempSync(join(tmpdir(), "darkroom-backup-"));
afterAll(() => rmSync(folder, { recursive: true }));

const FEED_TABLES = ["feeds", "feed_slugs", "feed_versions", "feed_decisions", "feed_pins", "api_key_feeds"];

async function rowsOfFeeds(): Promise<Record<string, string[]>> {
  const { sql } = testApp.app;
  const rows = await Promise.all(
    FEED_TABLES.map((table) => sql<{ row: string }[]>`select t::text as row from ${sql(table)} t order by 1`),
  );
  return Object.fromEntries(FEED_TABLES.map((table, n) => [table, (rows[n] ?? []).map(({ row }) => row)]));
}

test("a backup brings back feeds, former slugs, versions, decisions, pins and the feeds of keys", async () => {
  const { app } = testApp;
  for (const table of FEED_TABLES) expect(TABLES).toContain(table);
  for (const table of FEED_TABLES) expect(LEFT_OUT).not.toContain(table);
  await insertAccount(app, "acc_a", { username: "bakery", tags: ["shop"] });
  await insertPosts(
    app,
    [1, 2, 3, 4].map((n) => ({ accountId: "acc_a", id: `p${n}`, shortcode: `s${n}`, timestamp: new Date(n * 1_000) })),
  );
  const sources = [{ accountId: "acc_a" }, { tag: "shop" }];
  const feed = await createFeed(app, { slug: "shops", title: "Shops", sources }, OPERATOR);
  const rules = [{ action: "EXCLUDE", match: { words: ["größe"] } }] as const;
  await updateFeed(app, { id: feed.id, version: 1, input: { slug: "market", rules, size: 3 } }, OPERATOR);
  await decidePosts(app, { feedId: feed.id, mediaIds: ["p1"], decision: "SHOW" }, OPERATOR);
  await decidePosts(app, { feedId: feed.id, mediaIds: ["p3"], decision: "HIDE" }, OPERATOR);
  await pinPost(app, { feedId: feed.id, mediaId: "p2", place: 1, until: new Date("2100-01-01Z") }, OPERATOR);
  const { key } = await makeKey(app, { allAccounts: false, accountIds: [], feedIds: [feed.id] });

  const before = await rowsOfFeeds();
  expect(Object.values(before).map(({ length }) => length)).toEqual([1, 1, 2, 2, 1, 1]);

  const file = join(folder, "backup.ndjson");
  await runCli(settingsOf(testApp), `backup ${file}`);
  await app.sql`truncate accounts, feeds, api_keys cascade`;
  expect(Object.values(await rowsOfFeeds()).flat()).toEqual([]);
  expect(await runCli(settingsOf(testApp), `restore ${file} --replace`)).toMatchObject({ stderr: "", exitCode: 0 });
  expect(await rowsOfFeeds()).toEqual(before);
  // A server would be in the restore's way.
  const url = await testApp.serve();
  for (const slug of ["market", "shops"]) {
    const query = `{ feed(slug: "${slug}") { version posts { nodes { pinned media { id } } } } }`;
    const { feed } = (await ask(url, query, { headers: bearer(key) })).data;
    const shown = ["p2", "p4", "p1"].map((id) => ({ pinned: id === "p2", media: { id } }));
    expect(feed).toEqual({ version: 2, posts: { nodes: shown } });
  }
});
