import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import postgres from "postgres";
import { migrateDatabase } from "../../server/db/migrate-database.js";
import { startEmbeddedPostgres } from "../../server/lib/postgres/embedded-postgres.js";
import { betweenMarkers } from "../support/between-markers.js";
import { seedFeed } from "../support/seed.js";
import { run as runAccounts } from "./accounts.js";
import { run as runClaims } from "./claims.js";
import { pinCores } from "./cores.js";
import { createDatabase } from "./create-database.js";
import { run as runEmbed } from "./embed.js";
import { feedsTable, run as runFeeds } from "./feeds.js";
import { run as runFiles } from "./files.js";
import { FULL, QUICK, run as runHttp } from "./http.js";
import { describeMachine, describePeers } from "./machine.js";
import { run as runMemory } from "./memory.js";
import { run as runPages } from "./pages.js";
import { createPeerViews } from "./peer-views.js";
import { installPeers } from "./peers.js";
import { run as runPlans } from "./plans.js";
import { resultTables } from "./results-table.js";
import { run as runSync, syncTable } from "./sync.js";

/*
 * `npm run bench [-- --quick] [-- --case hot] [-- --only http|feeds|plans|embed|files|claims|memory|pages|accounts] [-- --posts 100000]`:
 * everything that is measured, as ratios side by side in one run, on an embedded Postgres of its own. docs/performance.md
 * explains it.
 */

const BENCHES: Record<string, (databaseUrl: string) => Promise<Record<string, unknown>[]>> = {
  plans: seeded(runPlans),
  embed: seeded(runEmbed),
  files: runFiles,
  memory: runMemory,
  claims: (url) => runClaims(url, values.quick ? [CLAIMS_QUICK_ACCOUNTS] : undefined),
  pages: runPages,
  accounts: (url) => runAccounts(url, values.quick ? QUICK_ACCOUNTS : FULL_ACCOUNTS),
};

const POSTS_EACH = 100;
const ACCOUNTS_MIN = 100;
const SYNC_QUICK_ACCOUNTS = 300;
const CLAIMS_QUICK_ACCOUNTS = 10_000;
const [FULL_POSTS, QUICK_POSTS] = [1_000_000, 40_000];
const [FULL_FEED_POSTS, QUICK_FEED_POSTS] = [200_000, 40_000];
const [FULL_ACCOUNTS, QUICK_ACCOUNTS] = [1_000_000, 20_000];
const DOCUMENT = join(import.meta.dirname, "../../docs/performance.md");

const { values } = parseArgs({
  options: {
    quick: { type: "boolean", default: false },
    only: { type: "string", default: "http" },
    case: { type: "string", multiple: true },
    posts: { type: "string" },
  },
});
const posts = Number(values.posts ?? (values.quick ? QUICK_POSTS : FULL_POSTS));
const accounts = Math.max(ACCOUNTS_MIN, posts / POSTS_EACH);
const dir = mkdtempSync(join(tmpdir(), "darkroom-bench-"));
const isPinned = values.only === "http" ? prepareHttp() : values.only === "feeds" && prepareServer();
const embedded = await startEmbeddedPostgres({ dir });
try {
  const url = embedded.url.reveal();
  await migrateDatabase(url, join(import.meta.dirname, "../../drizzle"));
  const bench = BENCHES[values.only];
  if (bench) console.table(await bench(url));
  else if (values.only === "http") await measureHttp(url);
  else if (values.only === "sync") await measureSync(url);
  else if (values.only === "feeds") await measureFeeds(url);
  else
    throw new Error(
      `There is no bench ${values.only}; there are http, sync, feeds, ${Object.keys(BENCHES).join(", ")}.`,
    );
} finally {
  await embedded.stop();
  rmSync(dir, { recursive: true, force: true });
}

/** Before Postgres starts, so that it inherits the core of the others; returns whether there are cores to pin to. */
function prepareHttp(): boolean {
  installPeers();
  return prepareServer();
}

function prepareServer(): boolean {
  execFileSync(process.execPath, ["scripts/start.cjs", "--build"], { stdio: "inherit" });
  return pinCores();
}

async function measureHttp(url: string): Promise<void> {
  const startedMs = performance.now();
  const databaseUrl = await createDatabase(url, "http");
  const sql = postgres(databaseUrl, { max: 1, onnotice: () => undefined });
  await seedFeed(sql, { accounts, postsEach: POSTS_EACH, isLive: true });
  await createPeerViews(sql);
  const machine = await describeMachine(sql, isPinned);
  await sql.end();
  process.stderr.write(`${posts} posts loaded in ${secondsSince(startedMs)} s\n`);
  const rounds = values.quick ? QUICK : FULL;
  const results = await runHttp({ databaseUrl, accounts, dir, names: values.case ?? null, rounds });
  const text = `${machine} ${describePeers()} ${posts} posts.\n\n${resultTables(results)}`;
  process.stdout.write(`\n${text}\n`);
  process.stderr.write(`\nIt took ${secondsSince(startedMs)} s.\n`);
  if (values.quick || values.case || posts !== FULL_POSTS) return;
  writeFileSync(DOCUMENT, betweenMarkers(readFileSync(DOCUMENT, "utf8"), "performance", text));
}

async function measureFeeds(url: string): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => undefined });
  const machine = await describeMachine(sql, isPinned);
  await sql.end();
  const posts = Number(values.posts ?? (values.quick ? QUICK_FEED_POSTS : FULL_FEED_POSTS));
  const measured = await runFeeds({ databaseUrl: url, posts, dir, rounds: values.quick ? QUICK : FULL });
  const text = `${machine} ${posts} posts.\n\n${feedsTable(measured)}`;
  process.stdout.write(`\n${text}\n`);
  if (values.quick || posts !== FULL_FEED_POSTS) return;
  writeFileSync(DOCUMENT, betweenMarkers(readFileSync(DOCUMENT, "utf8"), "feeds", text));
}

async function measureSync(url: string): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => undefined });
  const machine = await describeMachine(sql, false);
  await sql.end();
  const text = `${machine}\n\n${syncTable(await runSync(url, values.quick ? { accounts: SYNC_QUICK_ACCOUNTS } : {}))}`;
  process.stdout.write(`\n${text}\n`);
  if (!values.quick) writeFileSync(DOCUMENT, betweenMarkers(readFileSync(DOCUMENT, "utf8"), "sync", text));
}

function secondsSince(startMs: number): number {
  return Math.round((performance.now() - startMs) / 1_000);
}

function seeded(run: (databaseUrl: string) => Promise<Record<string, unknown>[]>) {
  return async (url: string) => {
    const sql = postgres(url, { max: 1, onnotice: () => undefined });
    await seedFeed(sql, { accounts, postsEach: POSTS_EACH });
    await sql.end();
    return await run(url);
  };
}
