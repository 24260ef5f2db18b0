import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { TransactionSql } from "postgres";
import { type AppContext, createAppContext } from "../../server/app-context.js";
import { claimSync } from "../../server/features/sync/store.js";
import { syncClaimed } from "../../server/features/sync/sync-account.js";
import { syncDueAccounts } from "../../server/features/sync/sync-due-accounts.js";
import { readToken } from "../../server/features/tokens/read-token.js";
import { refreshDueTokens } from "../../server/features/tokens/refresh-due-tokens.js";
import { encryptionContext } from "../../server/features/tokens/save-token.js";
import { DAY_MS, turnableClock } from "../../server/lib/clock.js";
import { hashOf } from "../../server/lib/id.js";
import { seal } from "../../server/lib/seal.js";
import { Secret } from "../../server/lib/secret.js";
import { SYSTEM } from "../../server/viewer.js";
import { connectMember } from "../support/connect-member.js";
import { benchConfig } from "./bench-config.js";
import { startContender } from "./contender.js";
import { createDatabase } from "./create-database.js";
import { markdownTable } from "./results-table.js";

const ACCOUNTS = 2_000;
const CALL_MS = 50;
const SAMPLE_MS = 5;
const ARCHIVE_POSTS = 10_000;

export interface SyncResult {
  row: string;
  perS: number;
  cpuUs: number;
  walBytes: number;
  grownMb: number;
  /** At least so many a second, or at most so many bytes or megabytes. */
  gates: { perS?: number; walBytes?: number; grownMb?: number };
}

/** One process that syncs from recordings of the sandbox: ten thousand posts of one account, then the news of many. */
export async function run(databaseUrl: string, { accounts = ACCOUNTS } = {}): Promise<SyncResult[]> {
  const url = await createDatabase(databaseUrl, "sync");
  const dataDir = mkdtempSync(join(tmpdir(), "darkroom-bench-sync-"));
  const instagram = await startContender("recorded-instagram", null);
  const base = `http://127.0.0.1:${instagram.port}`;
  const delay = (ms: number) => fetch(`${base}/delay?ms=${ms}`, { method: "POST" });
  const control = (command: object) =>
    fetch(`${base}/_control`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(command),
    });
  const settings = {
    ...{ DATA_DIR: dataDir, PUBLIC_URL: "http://localhost:4000", JOBS: "off" },
    ...{ INSTAGRAM_AUTHORIZE_URL: `${base}/oauth/authorize`, INSTAGRAM_API_URL: base, INSTAGRAM_GRAPH_URL: base },
  };
  const clock = turnableClock();
  const known = (await (await fetch(`${base}/app`)).json()) as { appId: string; appSecret: string };
  const config = benchConfig(url, settings);
  const asApp = { ...config.instagram, appId: known.appId, appSecret: new Secret(known.appSecret) };
  const app = createAppContext({ ...config, instagram: asApp }, { clock });
  try {
    const archive = await connectMember(app, "archive");
    // Once, to record the answers; what it stored goes.
    await fullSync(app, archive);
    await app.sql`delete from media`;
    await app.sql`delete from pictures`;
    const posts = { count: ARCHIVE_POSTS, work: () => fullSync(app, archive) };
    const first = await measure(app, { row: "first sync, posts", ...posts, gates: { perS: 5_000, grownMb: 50 } });
    await fullSync(app, archive);
    const unchanged = await measure(app, { row: "unchanged full sync, posts", ...posts, gates: { walBytes: 100 } });

    const bakery = await connectMember(app, "bakery");
    await fullSync(app, bakery);
    await copyAccount(app, bakery, accounts);
    await delay(CALL_MS);
    const signal = new AbortController().signal;
    const syncAll = () => syncDueAccounts(app, signal);
    await app.sql`update account_states set next_sync_at = null where account_id = ${archive}`;
    const makeDue = () => app.sql`update account_states set next_sync_at = now() - interval '1 day',
      next_full_sync_at = now() + interval '9 days' where account_id <> ${archive}`;
    // Once, so that the width has adapted.
    await makeDue();
    await syncAll();
    await makeDue();
    const incremental = await measure(app, {
      row: "syncs of news",
      count: accounts + 1,
      work: syncAll,
      gates: { perS: 300 },
    });
    clock.advance(31 * DAY_MS);
    await control({ advance: "31d" });
    await app.sql`update tokens set next_refresh_at = case when account_id = ${archive} then null else now() end`;
    const refreshAll = () => refreshDueTokens(app, signal);
    const refreshes = await measure(app, {
      row: "refreshes",
      count: accounts + 1,
      work: refreshAll,
      gates: { perS: 500 },
    });
    return [first, unchanged, incremental, refreshes];
  } finally {
    await app[Symbol.asyncDispose]();
    await instagram.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

async function fullSync(app: AppContext, accountId: string): Promise<void> {
  const claim = await claimSync(app.db, accountId);
  if (!claim) throw new Error("another worker has the account");
  await syncClaimed(app, claim, { by: SYSTEM, full: true, signal: new AbortController().signal });
}

/** So many more accounts with the same posts, each with a token of its own. */
async function copyAccount(app: AppContext, id: string, count: number): Promise<void> {
  const { secret } = await readToken(app, id);
  const idOf = (n: number) => `${id}_${n}`;
  const ids = Array.from({ length: count }, (_, n) => idOf(n));
  const sealed = await Promise.all(ids.map((copy) => sealFor(app, copy, secret)));
  await app.sql.begin(async (sql) => {
    await sql`set local statement_timeout = 0`;
    await copyRows(
      sql,
      { table: "accounts", key: "id", of: id },
      ids.map((copy) => ({ id: copy, scoped_id: copy, user_id: copy, picture_key: hashOf(copy) })),
    );
    await copyRows(
      sql,
      { table: "account_states", key: "account_id", of: id },
      ids.map((copy) => ({ account_id: copy })),
    );
    await copyRows(
      sql,
      { table: "tokens", key: "account_id", of: id },
      ids.map((copy, n) => ({ account_id: copy, sealed: sealed[n] })),
    );
    await copyRows(
      sql,
      { table: "media", key: "account_id", of: id },
      ids.map((copy) => ({ account_id: copy })),
    );
  });
  await app.sql`vacuum analyze accounts, account_states, tokens, media`;
}

/** Copies an account's rows once for each change. Postgres computes generated columns itself. */
async function copyRows(
  sql: TransactionSql,
  { table, key, of }: { table: string; key: string; of: string },
  changes: Record<string, string | undefined>[],
): Promise<void> {
  const columns = await sql<{ name: string }[]>`
    select column_name as name from information_schema.columns
    where table_schema = 'public' and table_name = ${table} and is_generated = 'NEVER'`;
  const names = sql(columns.map(({ name }) => name));
  await sql`insert into ${sql(table)} (${names})
    select ${names} from (select (jsonb_populate_record(r, c)).* from ${sql(table)} r, jsonb_array_elements(${JSON.stringify(changes)}::jsonb) c
      where r.${sql(key)} = ${of}) copies`;
}

function sealFor(app: AppContext, accountId: string, token: Secret): Promise<string> {
  return seal(app.config.secretKeys, token, encryptionContext(accountId));
}

interface Work {
  row: string;
  count: number;
  work(): Promise<unknown>;
  gates: SyncResult["gates"];
}

async function measure(app: AppContext, { row, count, work, gates }: Work): Promise<SyncResult> {
  global.gc?.();
  await sleep(500);
  const idleBytes = process.memoryUsage.rss();
  let peakBytes = idleBytes;
  const sampling = setInterval(() => {
    peakBytes = Math.max(peakBytes, process.memoryUsage.rss());
  }, SAMPLE_MS);
  const walBefore = await walPosition(app);
  const cpuBefore = process.cpuUsage();
  const startedMs = performance.now();
  await work();
  const seconds = (performance.now() - startedMs) / 1_000;
  const cpu = process.cpuUsage(cpuBefore);
  clearInterval(sampling);
  const [wal] =
    await app.sql`select pg_wal_lsn_diff(pg_current_wal_insert_lsn(), ${walBefore}::pg_lsn)::bigint as bytes`;
  return {
    row,
    perS: count / seconds,
    cpuUs: (cpu.user + cpu.system) / count,
    walBytes: Number(wal?.bytes) / count,
    grownMb: (peakBytes - idleBytes) / 1024 ** 2,
    gates,
  };
}

async function walPosition(app: AppContext): Promise<string> {
  const [row] = await app.sql<{ lsn: string }[]>`select pg_current_wal_insert_lsn()::text as lsn`;
  return row?.lsn ?? "";
}

export function syncTable(results: readonly SyncResult[]): string {
  const cell = (value: number, gate: number | undefined, isMet: (gate: number) => boolean) => {
    const text = String(Math.round(value));
    return gate === undefined ? text : `${text} (${gate}: ${isMet(gate) ? "met" : "not met"})`;
  };
  const rows = results.map(({ row, perS, cpuUs, walBytes, grownMb, gates }) => [
    row,
    cell(perS, gates.perS, (gate) => perS >= gate),
    String(Math.round(cpuUs)),
    cell(walBytes, gates.walBytes, (gate) => walBytes < gate),
    cell(grownMb, gates.grownMb, (gate) => grownMb < gate),
  ]);
  return markdownTable(["one process", "per second", "CPU µs each", "WAL bytes each", "MB above idle"], rows);
}
