import { setTimeout as sleep } from "node:timers/promises";
import type { Database } from "./db.js";

export interface ReadStatement {
  text: string;
  params: readonly unknown[];
  prepare?: boolean;
  asArrays?: boolean;
}

export interface UnderWay {
  rows: Promise<unknown[]>;
  /** Cancels the statement; `rows` then fails, unless it was faster. */
  cancel(): void;
  /** Resolves when the statement and its cancellation can no longer affect the connection. */
  over: Promise<void>;
}

/** How long to wait before a second cancellation, and before dropping the connection. */
const AGAIN_MS = 250;
const LOST_MS = 3_000;

/** Never queues: Postgres cancels by connection, so a cancellation must not hit another statement. */
export class Lane {
  #database: Database;

  constructor(readonly open: () => Database) {
    this.#database = open();
  }

  start(statement: ReadStatement): UnderWay {
    const { text, params, prepare = false, asArrays } = statement;
    const query = this.#database.sql.unsafe(text, params as never[], { prepare });
    const rows = Promise.resolve(asArrays ? query.values() : query) as Promise<unknown[]>;
    const settled = rows.then(noop, noop);
    let cancelling: Promise<void> | undefined;
    let isOver: () => void = noop;
    const over = new Promise<void>((resolve) => {
      isOver = resolve;
    });
    void settled.then(() => cancelling).then(isOver);
    const cancel = () => {
      cancelling ??= this.#cancel(query, settled).then(isOver);
    };
    return { rows, cancel, over };
  }

  renew(): void {
    const old = this.#database;
    this.#database = this.open();
    void old.close();
  }

  close(): Promise<void> {
    return this.#database.close();
  }

  async #cancel(query: unknown, settled: Promise<void>): Promise<void> {
    let isSettled = false;
    void settled.then(() => {
      isSettled = true;
    });
    const beganMs = performance.now();
    while (!isSettled && performance.now() - beganMs < LOST_MS) {
      await Promise.race([requestCancel(query), sleep(LOST_MS, undefined, { ref: false })]);
      await Promise.race([settled, sleep(AGAIN_MS, undefined, { ref: false })]);
    }
    // Postgres does not respond: closing ends the statement for the client.
    if (!isSettled) this.renew();
  }
}

interface Cancellable {
  active: boolean;
  /** The connection's process id and secret, once the statement was sent. */
  state: unknown;
  canceller: ((query: unknown) => Promise<void>) | null;
}

/**
 * NOTE: postgres.js's own `cancel()` cannot be awaited, crashes the process when it fails, and loses a connection that is still
 * opening. Its building blocks do not.
 */
async function requestCancel(query: unknown): Promise<void> {
  const { state, active, canceller } = query as Cancellable;
  if (state && active) await canceller?.(query).catch(noop);
}

function noop(): void {}
