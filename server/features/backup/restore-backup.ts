import type { TransactionSql } from "postgres";
import type { AppContext } from "../../app-context.js";
import { countServerConnections } from "../../db/count-server-connections.js";
import { drizzleOver } from "../../db/db.js";
import { ApiError } from "../../lib/errors.js";
import { eraseRows } from "../privacy/erase-rows.js";
import {
  allowSlowFile,
  emptyTables,
  endAgain,
  insertRows,
  LEFT_OUT,
  type LeftEnded,
  moveSequences,
  recordEnded,
  recordErased,
  recordErasedAgain,
  recountBytes,
  selectFilledTable,
  selectForeignReferrers,
  selectLive,
  selectMigration,
  selectRevived,
  TABLES,
} from "./store.js";
import type { BackupHead } from "./write-backup.js";

const HELD_MAX = 500;
/** `s`: JSON may contain U+2028 and U+2029, which end a line in JavaScript only. */
const ROW = /^\["([a-z_]+)",(\{.*\})\]$/s;

export interface RestoreOptions {
  replace: boolean;
  /** Bring back what operators revoked, removed or erased since the backup. */
  revive: boolean;
}

export interface Restored {
  rowCount: number;
  /** Sessions, OAuth flows, foreign tables. */
  leftOutCount: number;
  leftEnded: LeftEnded;
  /** A lost database contains no later erasure. */
  madeAt: string;
  /** Active keys' names, and operators' e-mails. */
  live: { keys: string[]; operators: string[] };
}

/**
 * Restores a backup's rows into Darkroom's tables, all or none. Never restores sessions. Without `revive`, everything
 * revoked, removed or erased since stays so; what an owner, Meta or the retention erased stays erased always.
 * @throws {ApiError} BAD_USER_INPUT for an incomplete backup or one of another version, a connected server, a foreign
 * table that references one of ours, or existing rows without `replace`
 */
export async function restoreBackup(
  app: AppContext,
  lines: AsyncIterable<string>,
  { replace, revive }: RestoreOptions,
): Promise<Restored> {
  const now = app.clock.now();
  return await app.sql.begin(async (sql) => {
    await allowSlowFile(sql);
    await app.distribution.prepare(drizzleOver(sql, app.sql));
    await rejectUnready(sql, replace);
    if (!revive) await recordEnded(sql);
    await recordErased(sql, { revive });
    await emptyTables(sql);
    const counts = await readRows(sql, lines);
    const ended = revive ? null : await endAgain(sql, now);
    await moveSequences(sql);
    const accountCount = await eraseAgain(app, sql);
    const leftEnded = { ...NOTHING, ...ended, accountCount };
    await recountBytes(sql);
    return { ...counts, leftEnded, live: await selectLive(sql, now) };
  });
}

const NOTHING = { keyCount: 0, operatorCount: 0, passwordCount: 0, linkCount: 0 };

/** Erases accounts again that were erased after the backup; returns how many. */
async function eraseAgain(app: AppContext, sql: TransactionSql): Promise<number> {
  const ids = await selectRevived(sql);
  const within = { ...app, db: drizzleOver(sql, app.sql) };
  for (const id of ids) await eraseRows(within, id);
  await recordErasedAgain(sql, ids);
  return ids.length;
}

async function rejectUnready(sql: TransactionSql, replace: boolean): Promise<void> {
  const serverCount = await countServerConnections(sql);
  if (serverCount > 0) {
    throw invalid(
      "A server is connected to this database.",
      "Stop every server that uses it, then restore. Nothing was changed.",
    );
  }
  const strangers = await selectForeignReferrers(sql);
  if (strangers.length > 0) {
    throw invalid(
      `Tables that are not Darkroom's refer to its tables: ${strangers.join(", ")}.`,
      "Drop their foreign keys, or restore into a database of its own. Nothing was changed.",
    );
  }
  const filled = await selectFilledTable(sql);
  if (filled && !replace) {
    throw invalid(
      `The database is not empty: there are rows in ${filled}.`,
      "Restore into an empty database, or add --replace to delete everything that Darkroom's tables hold.",
    );
  }
}

async function readRows(
  sql: TransactionSql,
  lines: AsyncIterable<string>,
): Promise<Pick<Restored, "rowCount" | "leftOutCount" | "madeAt">> {
  const migration = await selectMigration(sql);
  let [lineNumber, rowCount, leftOutCount, isWhole, madeAt] = [0, 0, 0, false, ""];
  let held: { table: string; rows: string[] } = { table: "", rows: [] };
  const flush = async (next: string) => {
    if (held.rows.length > 0) await insertRows(sql, held.table, held.rows);
    held = { table: next, rows: [] };
  };
  for await (const line of lines) {
    lineNumber++;
    if (lineNumber === 1) {
      madeAt = readHead(line, migration).madeAt;
      continue;
    }
    const [, table = "", row = ""] = ROW.exec(line) ?? [];
    if (!table) {
      isWhole = line === JSON.stringify({ rowCount: rowCount + leftOutCount });
      break;
    }
    if (!TABLES.includes(table) || LEFT_OUT.includes(table)) {
      leftOutCount++;
      continue;
    }
    if (table !== held.table || held.rows.length >= HELD_MAX) await flush(table);
    held.rows.push(row);
    rowCount++;
  }
  if (!isWhole) throw torn(`it breaks off after ${rowCount} rows`);
  await flush("");
  return { rowCount, leftOutCount, madeAt };
}

function readHead(line: string, migration: string): BackupHead {
  const head = parseHead(line);
  if (!head) throw torn("it has no head");
  if (head.migration === migration) return head;
  throw invalid(
    `This backup was made by Darkroom ${head.darkroom}, whose tables differ.`,
    `Restore it with Darkroom ${head.darkroom}, then upgrade.`,
  );
}

function parseHead(line: string): BackupHead | null {
  try {
    const head = JSON.parse(line) as Partial<BackupHead>;
    return typeof head.darkroom === "string" && typeof head.migration === "string" ? (head as BackupHead) : null;
  } catch {
    return null;
  }
}

function torn(what: string): ApiError {
  return invalid(`This is no whole backup: ${what}.`, "Nothing was changed.");
}

function invalid(message: string, nextStep: string): ApiError {
  return new ApiError("BAD_USER_INPUT", message, { nextStep });
}
