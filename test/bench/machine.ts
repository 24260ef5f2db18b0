import { readFileSync } from "node:fs";
import { cpus } from "node:os";
import { join } from "node:path";
import type { Sql } from "postgres";
import { peerVersions } from "./peers.js";

const PROJECT = join(import.meta.dirname, "../..");

/** The machine and the versions, in one paragraph that names nothing of whoever measures. */
export async function describeMachine(sql: Sql, isPinned: boolean): Promise<string> {
  const [row] = await sql<{ version: string }[]>`select current_setting('server_version') as version`;
  const cores = cpus();
  const model = cores[0]?.model.trim() || "unknown processor";
  return [
    `${model}, ${cores.length} cores, ${isPinned ? "one for the server under load" : "not pinned"}; ${process.platform}.`,
    `Node ${process.versions.node}, Postgres ${row?.version}.`,
  ].join(" ");
}

/** The versions of the other servers, which must be installed. */
export function describePeers(): string {
  const { dependencies } = JSON.parse(readFileSync(join(PROJECT, "package.json"), "utf8"));
  return `A0: Apollo ${dependencies["@apollo/server"]} with type-graphql ${dependencies["type-graphql"]}. ${peerVersions()}.`;
}
