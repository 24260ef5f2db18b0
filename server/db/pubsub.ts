import { setTimeout as sleep } from "node:timers/promises";
import { sql as query } from "drizzle-orm";
import type { Logger } from "pino";
import postgres from "postgres";
import type { Secret } from "../lib/secret.js";
import { databaseOptions } from "./database-options.js";
import type { Db } from "./db.js";

/** Messages between all processes of a database, by LISTEN and NOTIFY; the sender also receives them. */
export interface PubSub {
  subscribe(channel: string, listener: Subscription): void;
  /** Whether every message arrives: false without a direct connection, and while it is lost. */
  isListening(): boolean;
  close(): Promise<void>;
}

export interface Subscription {
  onMessage(payload: string): void;
  /** The connection was lost or restored: messages may be missing, so caches must be cleared. */
  onGap(): void;
}

const RETRY_MS = 500;

/** With `url` null there is no direct connection and no message arrives. Caches then expire by age. */
export function openPubSub(url: Secret | null, log: Logger): PubSub {
  if (url === null) return { subscribe: () => undefined, isListening: () => false, close: async () => undefined };
  const listeners = new Map<string, Subscription[]>();
  let client: postgres.Sql | null = null;
  let isClosed = false;
  let isConnecting = false;
  let isGap = false;
  let isListening = false;
  let lossCount = 0;

  const onGap = () => {
    for (const listener of [...listeners.values()].flat()) listener.onGap();
  };
  const connect = async () => {
    if (isConnecting) return;
    isConnecting = true;
    client ??= openClient(url, {
      onnotify: (channel, payload) => listeners.get(channel)?.map((listener) => listener.onMessage(payload)),
      onclose: () => {
        if (isClosed) return;
        lossCount++;
        isListening = false;
        onGap();
        void connect();
      },
    });
    while (!isClosed) {
      const before = lossCount;
      try {
        for (const channel of listeners.keys()) await client.unsafe(`listen "${channel}"`);
        onGap();
        if (lossCount !== before) continue;
        isListening = true;
        if (isGap) log.info("signals are heard again");
        isGap = false;
        break;
      } catch (error) {
        if (!isClosed && !isGap) log.warn({ err: error }, "signals not heard");
        isGap = true;
        await sleep(RETRY_MS);
      }
    }
    isConnecting = false;
  };

  return {
    subscribe(channel, listener) {
      listeners.set(channel, [...(listeners.get(channel) ?? []), listener]);
      isListening = false;
      void connect();
    },
    isListening: () => isListening,
    async close() {
      isClosed = true;
      await client?.end({ timeout: 1 });
    },
  };
}

export async function publish(db: Db, channel: string, payload: string): Promise<void> {
  await db.execute(query`select pg_notify(${channel}, ${payload})`);
}

interface ConnectionHooks {
  onnotify(channel: string, payload: string): void;
  onclose(): void;
}

/** A permanent connection. `sql.listen` does not report a lost connection. */
function openClient(url: Secret, hooks: ConnectionHooks): postgres.Sql {
  // NOTE: `sql.listen` itself uses `onnotify`; the types omit it.
  const options: postgres.Options<Record<string, never>> & ConnectionHooks = {
    ...hooks,
    max: 1,
    max_lifetime: null,
    fetch_types: false,
    backoff: (attempt) => Math.min(attempt * 0.1, 1),
  };
  return postgres({ ...databaseOptions(url, { applicationName: "darkroom-signals" }), ...options });
}
