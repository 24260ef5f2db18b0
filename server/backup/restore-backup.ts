import { Refusal } from "../lib/errors.js";
import type { World } from "../world.js";
import {
  allowSlowFile,
  emptyTables,
  insertRows,
  moveSequences,
  recountBytes,
  selectFilledTable,
  selectShape,
} from "./store.js";
import type { BackupHead } from "./write-backup.js";

/** Rows held before they are written. */
const HELD_MAX = 500;
/** `s`: JSON may hold U+2028 and U+2029, which end a line for JavaScript alone. */
const ROW = /^\["([a-z_]+)",(\{.*\})\]$/s;

/**
 * Puts the rows of a backup into the database, all or none, and answers how many.
 *
 * @throws {Refusal} BAD_USER_INPUT when it is no whole backup of this version's tables, or when the database holds rows and
 *   `replace` is not asked for
 */
export async function restoreBackup(
  world: World,
  lines: AsyncIterable<string>,
  { replace }: { replace: boolean },
): Promise<number> {
  return await world.sql.begin(async (sql) => {
    await allowSlowFile(sql);
    const shape = await selectShape(sql);
    const filled = await selectFilledTable(sql, shape.tables);
    if (filled && !replace) {
      throw new Refusal("BAD_USER_INPUT", `The database is not empty: there are rows in ${filled}.`, {
        nextStep: "Restore into an empty database, or add --replace to delete everything that is there.",
      });
    }
    await emptyTables(sql, shape.tables);
    let rowCount = 0;
    let isWhole = false;
    let held: { table: string; rows: string[] } = { table: "", rows: [] };
    const flush = async (next: string) => {
      if (held.rows.length > 0) await insertRows(sql, held.table, held.rows);
      held = { table: next, rows: [] };
    };
    let lineNumber = 0;
    for await (const line of lines) {
      lineNumber++;
      if (lineNumber === 1) {
        refuseOther(line, shape.migration);
        continue;
      }
      const [, table = "", row = ""] = ROW.exec(line) ?? [];
      if (!table) {
        isWhole = line === JSON.stringify({ rowCount });
        break;
      }
      if (!shape.tables.includes(table)) throw torn(`line ${lineNumber} is of an unknown table`);
      if (table !== held.table || held.rows.length >= HELD_MAX) await flush(table);
      held.rows.push(row);
      rowCount++;
    }
    if (!isWhole) throw torn(`it breaks off after ${rowCount} rows`);
    await flush("");
    await recountBytes(sql);
    await moveSequences(sql);
    return rowCount;
  });
}

function refuseOther(line: string, migration: string): void {
  const head = parseHead(line);
  if (!head) throw torn("it has no head");
  if (head.migration === migration) return;
  throw new Refusal("BAD_USER_INPUT", `This backup was made by Darkroom ${head.darkroom}, whose tables differ.`, {
    nextStep: `Restore it with Darkroom ${head.darkroom}, then upgrade.`,
  });
}

function parseHead(line: string): BackupHead | null {
  try {
    const head = JSON.parse(line) as Partial<BackupHead>;
    return typeof head.darkroom === "string" && typeof head.migration === "string" ? (head as BackupHead) : null;
  } catch {
    return null;
  }
}

function torn(what: string): Refusal {
  return new Refusal("BAD_USER_INPUT", `This is no whole backup: ${what}.`, { nextStep: "Nothing was changed." });
}
