import { drizzle } from "drizzle-orm/postgres-js";
import type { Sql } from "postgres";
import { isDatabaseUnavailable } from "../lib/database-failures.js";
import { ApiError } from "../lib/errors.js";
import type { Db } from "./db.js";
import type { Ask, Asked, Asker, ReadPool } from "./read-pool.js";

/** Runs hand-written statements that change nothing. Timestamps come as text. */
export interface Reader {
  /** What its connections belong to. */
  readonly pool: object;
  run<T>(ask: Ask): Promise<T[]>;
}

/** Statements of one request at once. */
const AT_ONCE_MAX = 3;

/** The reading of one request: few statements at once, and none once it has ended. */
export class Reads implements Reader {
  readonly #waiting: (() => void)[] = [];
  readonly #asked = new Set<Asked>();
  #running = 0;
  #ended: Error | null = null;

  constructor(
    readonly pool: ReadPool,
    readonly asker: Asker,
  ) {}

  async run<T>(ask: Ask): Promise<T[]> {
    if (this.#running >= AT_ONCE_MAX && !this.#ended) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    else this.#running++;
    try {
      if (this.#ended) throw this.#ended;
      return (await this.#ask(ask)) as T[];
    } finally {
      // Who waits takes the place over.
      const next = this.#waiting.shift();
      if (next) next();
      else this.#running--;
    }
  }

  /** The same for work that goes on when nobody waits. */
  unending(): Reads {
    return new Reads(this.pool, this.asker);
  }

  /** Nobody waits for the request any more: statements that run are ended, those that wait are never begun. */
  end(why: Error = new ApiError("SERVICE_UNAVAILABLE", "The request has ended.")): void {
    if (this.#ended) return;
    this.#ended = why;
    for (const asked of this.#asked) asked.giveUp(why);
    for (const resolve of this.#waiting.splice(0)) {
      this.#running++;
      resolve();
    }
  }

  async #ask(ask: Ask): Promise<unknown[]> {
    const asked = this.pool.ask(ask, this.asker);
    this.#asked.add(asked);
    try {
      return await asked.rows;
    } catch (error) {
      // An answer that lacks one part for this is refused whole, so its other parts are not worth their time.
      if (error instanceof ApiError || isDatabaseUnavailable(error)) this.end(error as Error);
      throw error;
    } finally {
      this.#asked.delete(asked);
    }
  }
}

/** Drizzle over a reader, for ordinary statements. It begins no transaction. */
export function drizzleOver(reader: Reader): Db {
  const unsafe = (text: string, params: unknown[]) => {
    const ask = { text, params, asArrays: false };
    // Drizzle says at once whether it wants arrays.
    const rows = Promise.resolve().then(() => reader.run(ask));
    return Object.assign(rows, {
      values: () => {
        ask.asArrays = true;
        return rows;
      },
    });
  };
  return drizzle({ unsafe, options: { parsers: {}, serializers: {} } } as unknown as Sql);
}
