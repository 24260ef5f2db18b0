import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { migrateDatabase } from "../../server/db/migrate-database.js";
import { startEmbeddedPostgres } from "../../server/lib/postgres/embedded-postgres.js";
import { soakAbuse } from "./abuse.js";
import { soakArchive } from "./archive.js";
import { soakMonths } from "./months.js";

/**
 * `npm run soak -- months [--accounts 500] [--days 180] [--sync-every 3] [--seed …]`, `-- abuse [--minutes 10]` or
 * `-- archive`: what takes too long for `npm test`, on an embedded Postgres of its own. Prints one line of JSON, and ends
 * with 1 when it is not good.
 */
const SOAKS: Record<string, (databaseUrl: string, options: Record<string, string>) => Promise<SoakResult>> = {
  months: soakMonths,
  abuse: soakAbuse,
  archive: soakArchive,
};

export interface SoakResult {
  line: Record<string, unknown>;
  isGood: boolean;
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    accounts: { type: "string", default: "500" },
    days: { type: "string", default: "180" },
    "sync-every": { type: "string", default: "3" },
    "check-every": { type: "string", default: "1" },
    minutes: { type: "string", default: "10" },
    kills: { type: "string", default: "60" },
    seed: { type: "string", default: String(Date.now()) },
  },
});
const [name = ""] = positionals;
const soak = SOAKS[name];
const { seed: _, ...numbers } = values;
const wrong = Object.entries(numbers).find(([, value]) => !/^\d{1,6}$/.test(value));
if (soak && !wrong) {
  process.exitCode = await run(soak);
} else {
  const names = Object.keys(SOAKS).join(", ");
  const known = `Name one of: ${names}; such as: npm run soak -- months --accounts 100 --days 30.`;
  process.stderr.write(`${wrong ? `--${wrong[0]} must be a whole number.` : `There is no soak "${name}". ${known}`}\n`);
  process.exitCode = 1;
}

async function run(soak: (typeof SOAKS)[string]): Promise<number> {
  const dir = mkdtempSync(join(tmpdir(), "darkroom-soak-"));
  const embedded = await startEmbeddedPostgres({ dir, durable: false });
  try {
    await migrateDatabase(embedded.url, join(import.meta.dirname, "../../drizzle"));
    const { line, isGood } = await soak(embedded.url.reveal(), values);
    process.stdout.write(`${JSON.stringify(line)}\n`);
    return isGood ? 0 : 1;
  } finally {
    await embedded.stop();
    rmSync(dir, { recursive: true, force: true });
  }
}
