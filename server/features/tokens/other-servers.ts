import { type AppContext, serverName } from "../../app-context.js";
import { readDatabaseUrl } from "../../db/database-url.js";
import { selectOtherServers } from "./store.js";

/** A server that is connected to the database and seals under another key than the first of ours. */
export interface OtherServer {
  /** Null where it is connected by a socket of the database's machine. */
  address: string | null;
  since: string;
}

/** Those that run now; null behind a pooler, which lends its connections under whatever name they had last. */
export async function findOtherServers({ config, sql }: AppContext): Promise<OtherServer[] | null> {
  if (readDatabaseUrl(config.databaseUrl.reveal()).isPooled) return null;
  return await selectOtherServers(sql, serverName(config.secretKeys));
}
