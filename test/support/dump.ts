import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { AppContext } from "../../server/app-context.js";
import { unseal } from "../../server/lib/seal.js";

/** Every row of every table of the database, as Postgres writes them and as JSON, with what is sealed opened. */
export async function dumpDatabase({ sql, config }: AppContext): Promise<string> {
  const tables = await sql<{ name: string }[]>`
    select format('%I.%I', table_schema, table_name) as name from information_schema.tables
    where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`;
  const parts: string[] = [];
  for (const { name } of tables) {
    const rows = await sql.unsafe(`select t::text as plain, to_jsonb(t)::text as json from ${name} t`);
    parts.push(...rows.flatMap(({ plain, json }) => [String(plain), String(json)]));
  }
  const sealed = await sql<{ sealed: string; place: string }[]>`
    select sealed, 'delivery:' || id as place from alert_deliveries where sealed is not null`;
  for (const { sealed: text, place } of sealed) {
    parts.push((await unseal(config.secretKeys, text, place)).reveal());
  }
  return parts.join("\n");
}

/** The names and the bytes of every file in a folder. */
export function readFiles(folder: string): { name: string; bytes: Buffer }[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ name: path.slice(folder.length), bytes: readFileSync(path) }));
}
