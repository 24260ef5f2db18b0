import DataLoader from "dataloader";
import type { AppContext } from "./app-context.js";
import type { Db } from "./db/db.js";
import { drizzleOver, type Reads } from "./db/reads.js";
import type { Viewer } from "./viewer.js";

export interface BatchLoader<K, V> {
  name: string;
  /** One value a key, in the keys' order. */
  load(request: { app: AppContext; viewer: Viewer }, keys: readonly K[]): Promise<V[]>;
}

export interface Context {
  app: AppContext;
  viewer: Viewer;
  load<K, V>(batch: BatchLoader<K, V>, key: K): Promise<V>;
}

export function queryContext(app: AppContext, { viewer, reads }: { viewer: Viewer; reads: Reads }): Context {
  let db: Db | undefined;
  const inQuery = {
    ...app,
    reads,
    // The hot path runs hand-written statements only.
    get db() {
      db ??= drizzleOver(reads);
      return db;
    },
  };
  return createContext(inQuery, viewer);
}

/** The context of a mutation: it continues after the client disconnects, and uses the write pool. */
export function mutationContext(app: AppContext, { viewer, reads }: { viewer: Viewer; reads: Reads }): Context {
  return createContext({ ...app, reads: reads.unending() }, viewer);
}

export function createContext(app: AppContext, viewer: Viewer): Context {
  let loaders: Map<string, DataLoader<unknown, unknown>> | undefined;
  return {
    app,
    viewer,
    load<K, V>(batch: BatchLoader<K, V>, key: K): Promise<V> {
      loaders ??= new Map();
      let loader = loaders.get(batch.name);
      if (!loader) {
        loader = new DataLoader<unknown, unknown>((keys) => batch.load({ app, viewer }, keys as K[]), {
          maxBatchSize: 500,
        });
        loaders.set(batch.name, loader);
      }
      return loader.load(key) as Promise<V>;
    },
  };
}
