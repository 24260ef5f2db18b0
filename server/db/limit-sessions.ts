import postgres from "postgres";
import type { Secret } from "../lib/secret.js";
import { databaseOptions } from "./database-options.js";
import { SESSION } from "./db.js";

/** A pooler shares sessions: the limits belong to the database's user. Open sessions keep their old ones. */
export async function limitPooledSessions(url: Secret): Promise<void> {
  const sql = postgres({ ...databaseOptions(url, { applicationName: "darkroom-start" }), max: 1 });
  try {
    const [row] = await sql<{ head: string }[]>`
      select format('alter role %I in database %I set ', current_user, current_database()) as head`;
    for (const [name, value] of Object.entries(SESSION)) await sql.unsafe(`${row?.head}${name} = ${value}`);
  } finally {
    await sql.end({ timeout: 1 });
  }
}
