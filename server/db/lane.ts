import { setTimeout as sleep } from "node:timers/promises";
import type { Database } from "./db.js";

/** A hand-written statement that changes nothing. */
export interface ReadStatement {
  text: string;
  params: readonly unknown[];
  /** Whether the connection may keep it prepared. */
  prepare?: boolean;
  /** Rows as arrays, as Drizzle wants them. */
  asArrays?: boolean;
}

/** A statement under way. */
export interface UnderWay {
  rows: Promise<unknown[]>;
  /** Has Postgres end it; `rows` then fails, unless it was faster. */
  cancel(): void;
  /** Resolves once neither the statement nor a cancelling of it can touch what the connection does next. */
  over: Promise<void>;
}

/** How long a cancelled statement may go on before it is cancelled again, and before its connection is given up. */
const AGAIN_MS = 250;
const LOST_MS = 3_000;

/**
 * One connection for one statement at a time, so that a statement waits behind no other, and cancelling hits no other:
 * Postgres knows a cancelling by the connection alone, so the lane is taken again only when both are over.
 */
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

  /** The next statement goes over a connection that is made anew. Only while nothing is under way. */
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
      await Promise.race([askToCancel(query), sleep(LOST_MS, undefined, { ref: false })]);
      await Promise.race([settled, sleep(AGAIN_MS, undefined, { ref: false })]);
    }
    // Nobody answers there: closing ends the statement for us, whatever becomes of it there.
    if (!isSettled) this.renew();
  }
}

interface Cancellable {
  active: boolean;
  /** The connection's number and secret, once the statement was sent. */
  state: unknown;
  canceller: ((query: unknown) => Promise<void>) | null;
}

/**
 * NOTE: postgres.js' own `cancel()` lets nobody wait for it, a failure of it ends the process, and before the connection is
 * there it loses the connection. What it is made of does not.
 */
async function askToCancel(query: unknown): Promise<void> {
  const { state, active, canceller } = query as Cancellable;
  if (state && active) await canceller?.(query).catch(noop);
}

function noop(): void {}
