import { type AppContext, serverName } from "../../app-context.js";
import { readDatabaseUrl } from "../../db/database-url.js";
import { selectOtherServers } from "./store.js";

/** A connected server that encrypts with a key other than our first one. */
export interface OtherServer {
  /** Null for a connection by socket on the database's machine. */
  address: string | null;
  since: string;
}

/** Null behind a pooler, which reuses connections under their previous names. */
export async function findOtherServers({ config, sql }: AppContext): Promise<OtherServer[] | null> {
  if (readDatabaseUrl(config.databaseUrl.reveal()).isPooled) return null;
  return await selectOtherServers(sql, serverName(config.secretKeys));
}
