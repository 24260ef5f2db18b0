import { openDatabase } from "../../server/db/db.js";
import type { TestApp } from "./test-app.js";

/** As after a fail-over: sessions that begin from now on are read-only, and those that are there end with the next `cut`. */
export async function setReadOnly({ database }: TestApp, isReadOnly: boolean): Promise<void> {
  const name = new URL(database.url).pathname.slice(1);
  const { sql, close } = openDatabase(database.url, { max: 1 });
  await sql.begin("read write", async (sql) => {
    await sql.unsafe(`alter database "${name}" set default_transaction_read_only = ${isReadOnly ? "on" : "off"}`);
  });
  await close();
}
