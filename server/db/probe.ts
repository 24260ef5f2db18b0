import { withTimeout } from "../lib/concurrency.js";
import type { Database } from "./db.js";
import { Lane, type ReadStatement, type UnderWay } from "./lane.js";

/** Repeats one statement on a connection of its own. */
export interface Probe {
  /** Rejects when it takes too long; the next call then waits until the connection is free. */
  ask(): Promise<unknown[]>;
  renew(): void;
  close(): Promise<void>;
}

export function createProbe(open: () => Database, statement: ReadStatement, lateMs: number): Probe {
  const lane = new Lane(open);
  let free = Promise.resolve();
  return {
    async ask() {
      let underWay: UnderWay | undefined;
      const begin = async () => {
        await free;
        underWay = lane.start(statement);
        free = underWay.over;
        return await underWay.rows;
      };
      const late = () => {
        underWay?.cancel();
        return new Error("The database does not respond.");
      };
      return await withTimeout(begin(), { ms: lateMs, late });
    },
    renew() {
      free = free.then(() => lane.renew());
    },
    close: () => lane.close(),
  };
}
