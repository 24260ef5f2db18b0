import { graphql } from "graphql";
import type { Sql } from "postgres";
import postgres from "postgres";
import { type AppContext, createAppContext } from "../../server/app-context.js";
import type { ReadRequest } from "../../server/db/read-pool.js";
import { drizzleOver, type Reader } from "../../server/db/reads.js";
import { countAccounts, countTokenDays } from "../../server/features/feed/count-accounts.js";
import { createSchema } from "../../server/graphql/schema.js";
import { createContext } from "../../server/request-context.js";
import { SYSTEM } from "../../server/viewer.js";
import { seedFeed } from "../support/seed.js";
import { dashboardQueries } from "./account-queries.js";
import { ageAccounts } from "./age-accounts.js";
import { benchConfig } from "./bench-config.js";
import { median } from "./median.js";

const ROUNDS = 9;

/**
 * What each statement of the dashboard's pages and of `/metrics` costs: its median milliseconds of nine runs, as a client of
 * Postgres sees them, planning included. The accounts are in all states that a server of that size would have.
 */
export async function run(databaseUrl: string, accounts: number): Promise<Record<string, unknown>[]> {
  const sql = postgres(databaseUrl, { max: 1, onnotice: () => undefined });
  try {
    const [{ count } = { count: 0 }] = await sql<{ count: number }[]>`select count(*)::int as count from accounts`;
    if (count === 0) {
      await seedFeed(sql, { accounts, postsEach: 0, isLive: true });
      await ageAccounts(sql);
    }
    return await measure(databaseUrl, sql, accounts);
  } finally {
    await sql.end();
  }
}

async function measure(databaseUrl: string, sql: Sql, accounts: number): Promise<Record<string, unknown>[]> {
  await using app = createAppContext(
    benchConfig(databaseUrl, { INSTAGRAM_APP_ID: "seed", INSTAGRAM_APP_SECRET: "secret" }),
  );
  const schema = createSchema();
  const asks: { name: string; msMax: number; ask: (app: AppContext) => Promise<unknown> }[] = [
    ...dashboardQueries(accounts).map(({ name, source, variables, msMax }) => ({
      name,
      msMax,
      ask: async (app: AppContext) => {
        const contextValue = createContext(app, SYSTEM);
        const { errors } = await graphql({ schema, source: `${source}`, variableValues: variables, contextValue });
        if (errors) throw errors[0];
      },
    })),
    {
      name: "/metrics",
      msMax: 50,
      ask: async (app: AppContext) => [await countAccounts(app, SYSTEM), await countTokenDays(app, SYSTEM)],
    },
  ];
  const rows: Record<string, unknown>[] = [];
  for (const { name, msMax, ask } of asks) {
    const statements = await statementsOf(app, ask);
    const times: number[] = [];
    for (const statement of statements) times.push(await timeOf(sql, statement));
    const ms = Math.max(...times);
    rows.push({
      query: name,
      statements: statements.length,
      "slowest, ms": Number(ms.toFixed(1)),
      "at most": msMax,
      met: ms < msMax ? "met" : "not met",
    });
  }
  return rows;
}

/** Runs it once, and returns what it sent to Postgres. */
async function statementsOf(app: AppContext, ask: (app: AppContext) => Promise<unknown>): Promise<ReadRequest[]> {
  const statements: ReadRequest[] = [];
  const reads: Reader = {
    pool: app.reads.pool,
    run: (request) => {
      statements.push(request);
      return app.reads.run(request);
    },
  };
  // Where the database takes too long, its statements are still known.
  await ask({ ...app, reads, db: drizzleOver(reads) } as AppContext).catch(() => undefined);
  return statements;
}

async function timeOf(sql: Sql, { text, params }: ReadRequest): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const startMs = performance.now();
    await sql.unsafe(text, [...params] as never[]);
    times.push(performance.now() - startMs);
    // A statement of seconds is known well enough.
    if (performance.now() - startMs > 1_000) break;
  }
  return median(times);
}
