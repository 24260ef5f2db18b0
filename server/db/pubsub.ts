import { setTimeout as sleep } from "node:timers/promises";
import { sql as query } from "drizzle-orm";
import type { Logger } from "pino";
import postgres from "postgres";
import type { Secret } from "../lib/secret.js";
import { databaseOptions } from "./database-options.js";
import type { Db } from "./db.js";

/** Words between all processes on one database, by LISTEN and NOTIFY; whoever sends hears them too. */
export interface PubSub {
  /** Listens from now on, on one connection for all channels; it is opened for the first. */
  hear(channel: string, listener: Subscription): void;
  close(): Promise<void>;
}

export interface Subscription {
  heard(payload: string): void;
  /** The connection was lost or is there again: words may have been missed, so what rests on them is to be dropped. */
  missed(): void;
}

const RETRY_MS = 500;

/** `url` null: no connection of our own is to be had, so nothing is heard. What is remembered then ends by its own term. */
export function openPubSub(url: Secret | null, log: Logger): PubSub {
  if (url === null) return { hear: () => undefined, close: async () => undefined };
  const listeners = new Map<string, Subscription[]>();
  let client: postgres.Sql | null = null;
  let isClosed = false;
  let isConnecting = false;
  let isMissed = false;
  let lossCount = 0;

  const missed = () => {
    for (const listener of [...listeners.values()].flat()) listener.missed();
  };
  const connect = async () => {
    if (isConnecting) return;
    isConnecting = true;
    client ??= openClient(url, {
      onnotify: (channel, payload) => listeners.get(channel)?.map((listener) => listener.heard(payload)),
      onclose: () => {
        if (isClosed) return;
        lossCount++;
        missed();
        void connect();
      },
    });
    while (!isClosed) {
      const before = lossCount;
      try {
        for (const channel of listeners.keys()) await client.unsafe(`listen "${channel}"`);
        missed();
        if (lossCount !== before) continue;
        if (isMissed) log.info("signals are heard again");
        isMissed = false;
        break;
      } catch (error) {
        if (!isClosed && !isMissed) log.warn({ err: error }, "signals not heard");
        isMissed = true;
        await sleep(RETRY_MS);
      }
    }
    isConnecting = false;
  };

  return {
    hear(channel, listener) {
      listeners.set(channel, [...(listeners.get(channel) ?? []), listener]);
      void connect();
    },
    async close() {
      isClosed = true;
      await client?.end({ timeout: 1 });
    },
  };
}

/** Sends a word to every process: at once, or when the transaction of `db` commits. */
export async function publish(db: Db, channel: string, payload: string): Promise<void> {
  await db.execute(query`select pg_notify(${channel}, ${payload})`);
}

interface ConnectionHooks {
  onnotify(channel: string, payload: string): void;
  onclose(): void;
}

/** One connection that is stored for ever. `sql.listen` would do, but it does not tell when the connection is lost. */
function openClient(url: Secret, ears: ConnectionHooks): postgres.Sql {
  // NOTE: `onnotify` is what `sql.listen` itself is made of; the types leave it out.
  const options: postgres.Options<Record<string, never>> & ConnectionHooks = {
    ...ears,
    max: 1,
    max_lifetime: null,
    fetch_types: false,
    backoff: (attempt) => Math.min(attempt * 0.1, 1),
  };
  return postgres({ ...databaseOptions(url, { applicationName: "darkroom-signals" }), ...options });
}
