import postgres from "postgres";
import type { Secret } from "../lib/secret.js";
import { databaseOptions } from "./database-options.js";
import { SESSION } from "./db.js";

/**
 * Gives the database's user the limits that a connection of our own asks for itself: a pooler hands sessions on, so what is
 * set in one would be lost, or hold for somebody else. Sessions that the pooler has open already keep what they had.
 */
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
