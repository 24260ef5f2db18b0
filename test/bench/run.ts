import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import postgres from "postgres";
import { migrateDatabase } from "../../server/db/migrate-database.js";
import { startEmbeddedPostgres } from "../../server/lib/postgres/embedded-postgres.js";
import { seedFeed } from "../support/seed.js";
import { run as runClaims } from "./claims.js";
import { run as runFiles } from "./files.js";
import { run as runHttp } from "./http.js";
import { run as runPages } from "./pages.js";
import { run as runPlans } from "./plans.js";

/**
 * `npm run bench [-- --posts 100000] [-- --only plans|http|files|claims|pages]`: everything that is measured, as ratios side by side in one run,
 * on an embedded Postgres of its own.
 */
const BENCHES: Record<string, (databaseUrl: string) => Promise<Record<string, unknown>[]>> = {
  plans: runPlans,
  http: runHttp,
  files: runFiles,
  claims: runClaims,
  pages: runPages,
};

/** These need no posts. */
const WITHOUT_POSTS = ["claims", "pages"];

const { values } = parseArgs({ options: { posts: { type: "string", default: "1000000" }, only: { type: "string" } } });
const dir = mkdtempSync(join(tmpdir(), "darkroom-bench-"));
const embedded = await startEmbeddedPostgres({ dir });
try {
  const url = embedded.url.reveal();
  await migrateDatabase(url, join(import.meta.dirname, "../../drizzle"));
  if (!WITHOUT_POSTS.includes(values.only ?? "")) await seedPosts(url);
  for (const [name, run] of Object.entries(BENCHES)) {
    if (values.only && values.only !== name) continue;
    process.stdout.write(`\n${name}${WITHOUT_POSTS.includes(name) ? "" : `: ${values.posts} posts`}\n`);
    console.table(await run(url));
  }
} finally {
  await embedded.stop();
  rmSync(dir, { recursive: true, force: true });
}

async function seedPosts(url: string): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => undefined });
  await seedFeed(sql, { accounts: Math.max(100, Number(values.posts) / 100), postsEach: 100 });
  await sql.end();
}
