import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { drizzle } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import type { Db } from "../../server/db/db.js";
import { claimDueSyncs } from "../../server/features/sync/store.js";
import { claimDueTokens } from "../../server/features/tokens/claim-store.js";
import { DAY_MS, MINUTE_MS } from "../../server/lib/clock.js";
import { seedFeed } from "../support/seed.js";
import { createDatabase } from "./create-database.js";
import { median } from "./median.js";

const SIZES = [10_000, 1_000_000];
const PROCESSES = [1, 2, 4];
const DUE = 5_000;
const BATCH = 100;
const ROUNDS = 9;
const SCOPE = { sandbox: true, appId: "seed" };
const FIRST_DUE_AT = new Date(Date.parse("2025-01-01T00:00:00Z") + 30 * DAY_MS);
const LATER = new Date("2030-01-01T00:00:00Z");
const WORK_TIMEOUT_MS = 300_000;

interface Plan {
  "Node Type": string;
  "Index Name"?: string;
  "Relation Name"?: string;
  Plans?: Plan[];
}

interface Explained {
  Plan: Plan;
  "Execution Time": number;
}

/**
 * What it costs to find and claim what is due, among ten thousand accounts and among a million of which 5,000 are due: the
 * statements' plans and times, then 1, 2 and 4 processes that claim and finish all of it on one Postgres.
 */
export async function run(databaseUrl: string, sizes: readonly number[] = SIZES): Promise<Record<string, unknown>[]> {
  const rows: Record<string, unknown>[] = [];
  for (const accounts of sizes) {
    const url = await createDatabase(databaseUrl, `claims_${accounts}`);
    const sql = postgres(url, { max: 1, onnotice: () => undefined });
    await seedFeed(sql, { accounts, postsEach: 0 });
    await sql`update account_states set next_sync_at = connected_at + interval '30 days' from accounts where id = account_id`;
    await sql`vacuum analyze account_states`;
    rows.push(...(await explainClaims(sql, accounts)));
    for (const processes of PROCESSES) rows.push({ accounts, ...(await race(sql, url, processes)) });
    await sql.end();
  }
  return rows;
}

/** The claims of both jobs, with nothing due and with a batch of it, as Postgres runs them. */
async function explainClaims(sql: postgres.Sql, accounts: number): Promise<Record<string, unknown>[]> {
  const claims: Record<string, (db: Db, now: Date) => Promise<unknown>> = {
    "claim tokens": (db, now) => claimDueTokens(db, SCOPE, { now, limit: BATCH }),
    "claim syncs": (db, now) => claimDueSyncs(db, SCOPE, { now, limit: BATCH }),
  };
  const rows: Record<string, unknown>[] = [];
  for (const [statement, claim] of Object.entries(claims)) {
    const idle = await explain(sql, (db) => claim(db, new Date(0)));
    const busy = await explain(sql, (db) => claim(db, dueAt()));
    const perRow = Number((busy.ms / BATCH).toFixed(3));
    rows.push({ accounts, statement, ...busy, "ms per due row": perRow, "ms, nothing due": idle.ms });
  }
  return rows;
}

function dueAt(): Date {
  return new Date(FIRST_DUE_AT.getTime() + DUE * MINUTE_MS);
}

/** Runs what `ask` asks as it would be run, some times, and takes it back each time; answers the median. */
async function explain(sql: postgres.Sql, ask: (db: Db) => Promise<unknown>) {
  const asked: { text: string; params: unknown[] }[] = [];
  await ask(drizzle(sql, { logger: { logQuery: (text, params) => void asked.push({ text, params }) } }));
  const [statement] = asked;
  if (!statement) throw new Error("no statement");
  await sql`update tokens set lease_until = null where lease_until is not null`;
  await sql`update account_states set sync_lease_until = null where sync_lease_until is not null`;
  let plan: Explained | undefined;
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    await sql
      .begin(async (sql) => {
        const text = `explain (analyze, format json) ${statement.text}`;
        const [row] = await sql.unsafe<[{ "QUERY PLAN": [Explained] }]>(text, statement.params as never[]);
        [plan] = row["QUERY PLAN"];
        times.push(plan["Execution Time"]);
        throw new TakeBack();
      })
      .catch((error: unknown) => {
        if (!(error instanceof TakeBack)) throw error;
      });
  }
  const nodes = flatten(plan?.Plan);
  const indexes = new Set(nodes.flatMap((node) => node["Index Name"] ?? []));
  const scans = nodes.filter((node) => node["Node Type"] === "Seq Scan").map((node) => node["Relation Name"]);
  const ms = Number(median(times).toFixed(2));
  return { indexes: [...indexes].join(" "), "scanned whole": scans.join(" ") || "none", ms };
}

class TakeBack extends Error {}

function flatten(plan: Plan | undefined): Plan[] {
  return plan ? [plan, ...(plan.Plans ?? []).flatMap(flatten)] : [];
}

/** So many processes claim and finish everything that is due, each row once. */
async function race(sql: postgres.Sql, url: string, processes: number): Promise<Record<string, unknown>> {
  await sql`update tokens set next_refresh_at = issued_at + interval '30 days', lease_until = null
    where next_refresh_at = ${LATER.toISOString()}`;
  await sql`vacuum analyze tokens`;
  const env = { ...process.env, DATABASE_URL: url, NOW: dueAt().toISOString(), LATER: LATER.toISOString() };
  const worker = join(import.meta.dirname, "claim-worker.ts");
  const workers = Array.from({ length: processes }, () => fork(worker, { env, execArgv: ["--import", "tsx"] }));
  const timeout = setTimeout(() => {
    for (const one of workers) one.kill("SIGKILL");
  }, WORK_TIMEOUT_MS);
  await Promise.all(workers.map((one) => nextMessage(one)));
  const counts = workers.map((one) => nextMessage<Worked>(one));
  for (const one of workers) one.send("go");
  const done = await Promise.all(counts);
  clearTimeout(timeout);
  const sumOf = (of: (worked: Worked) => number) => done.reduce((sum, worked) => sum + of(worked), 0);
  const count = sumOf((worked) => worked.count);
  if (count !== DUE) throw new Error(`${DUE} rows were due, ${count} were finished`);
  return {
    processes,
    "claims per second": Math.round(sumOf(({ count, claimMs }) => (count / claimMs) * 1_000)),
    "finishes per second": Math.round(sumOf(({ count, finishMs }) => (count > 0 ? (count / finishMs) * 1_000 : 0))),
    "CPU µs per row": Math.round(sumOf(({ cpuUs }) => cpuUs) / count),
  };
}

/** What one process did, and how long its claims and its finishes took. */
interface Worked {
  count: number;
  claimMs: number;
  finishMs: number;
  cpuUs: number;
}

async function nextMessage<T>(worker: ChildProcess): Promise<T> {
  const [message] = await Promise.race([once(worker, "message"), failAtExit(worker)]);
  return message as T;
}

async function failAtExit(worker: ChildProcess): Promise<never> {
  const [code] = await once(worker, "exit");
  throw new Error(`a worker ended with ${code}`);
}
