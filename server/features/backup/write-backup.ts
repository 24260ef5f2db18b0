import type { AppContext } from "../../app-context.js";
import { VERSION } from "../../lib/project-root.js";
import { allowSlowFile, LEFT_OUT, selectMigration, selectRows, TABLES } from "./store.js";

export interface BackupHead {
  darkroom: string;
  migration: string;
  madeAt: string;
}

/**
 * Writes every row of Darkroom's tables as JSON lines, all from one instant: a head, `["table",{row}]` per row, and the count,
 * which reveals a truncated file. Tokens stay encrypted. Excludes foreign tables, sessions, OAuth flows, encryption keys and
 * picture files.
 */
export async function writeBackup(app: AppContext, write: (lines: string) => Promise<void>): Promise<number> {
  let rowCount = 0;
  await app.sql.begin("isolation level repeatable read read only", async (sql) => {
    await allowSlowFile(sql);
    const migration = await selectMigration(sql);
    const head: BackupHead = { darkroom: VERSION, migration, madeAt: app.clock.now().toISOString() };
    await write(`${JSON.stringify(head)}\n`);
    for (const table of TABLES) {
      if (LEFT_OUT.includes(table)) continue;
      for await (const rows of selectRows(sql, table)) {
        await write(rows.map((row) => `["${table}",${row}]\n`).join(""));
        rowCount += rows.length;
      }
    }
  });
  await write(`${JSON.stringify({ rowCount })}\n`);
  return rowCount;
}
