import { drizzle } from "drizzle-orm/postgres-js";
import type { Sql } from "postgres";
import { isDatabaseUnavailable } from "../lib/database-failures.js";
import { ApiError } from "../lib/errors.js";
import { type ContentSources, EVERYTHING } from "./content-changes.js";
import type { Db } from "./db.js";
import {
  type Asker,
  type PendingRead,
  type ReadPool,
  type ReadRequest,
  type ReadSource,
  sourcesOf,
} from "./read-pool.js";

/** Hand-written, read-only statements. Timestamps are text. */
export interface Reader {
  readonly pool: object;
  run<T>(request: ReadRequest): Promise<T[]>;
  /** What an answer comes from, besides the statements. */
  addSources?(sources: ContentSources): void;
  /** Something else than statements decides the answer too. */
  addOther?(): void;
}

const AT_ONCE_MAX = 3;

export class Reads implements Reader {
  readonly #waiting: (() => void)[] = [];
  readonly #pending = new Set<PendingRead>();
  readonly #contents: (ContentSources | null)[] = [];
  #running = 0;
  #isEnded = false;
  #why: Error | undefined;

  constructor(
    readonly pool: ReadPool,
    readonly asker: Asker,
    /** The pool, or a replica for what may come from it. */
    readonly source: ReadSource = pool,
  ) {}

  /** What all statements came from; null if anything but content was read, or nothing. */
  sources(): ContentSources | null {
    const sources = new Set<string>();
    for (const content of this.#contents) {
      if (!content) return null;
      if (content === EVERYTHING) return EVERYTHING;
      for (const source of content) sources.add(source);
    }
    return this.#contents.length > 0 ? [...sources] : null;
  }

  addSources(sources: ContentSources): void {
    this.#contents.push(sources);
  }

  addOther(): void {
    this.#contents.push(null);
  }

  async run<T>(request: ReadRequest): Promise<T[]> {
    // A read that fails is no content.
    const at = this.#contents.push(null) - 1;
    const mustWait = this.#running >= AT_ONCE_MAX && !this.#isEnded;
    if (mustWait) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    else this.#running++;
    try {
      if (this.#isEnded) throw this.#reason();
      const rows = (await this.#send(request)) as T[];
      this.#contents[at] = request.content ? sourcesOf(request.content, rows) : null;
      return rows;
    } finally {
      // Hands the slot to the next waiting statement.
      const next = this.#waiting.shift();
      if (next) next();
      else this.#running--;
    }
  }

  /** For work that continues after the request, on the primary: it may write. */
  unending(): Reads {
    return new Reads(this.pool, this.asker);
  }

  /** Cancels running statements and drops waiting ones. */
  end(why?: Error): void {
    if (this.#isEnded) return;
    this.#isEnded = true;
    this.#why = why;
    for (const pending of this.#pending) pending.giveUp(this.#reason());
    for (const resolve of this.#waiting.splice(0)) {
      this.#running++;
      resolve();
    }
  }

  /** Made when it is needed: most requests end with nothing under way. */
  #reason(): Error {
    this.#why ??= new ApiError("SERVICE_UNAVAILABLE", "The request has ended.");
    return this.#why;
  }

  async #send(request: ReadRequest): Promise<unknown[]> {
    const pending = this.source.request(request, this.asker);
    this.#pending.add(pending);
    try {
      return await pending.rows;
    } catch (error) {
      // A failed part fails the whole response.
      if (error instanceof ApiError || isDatabaseUnavailable(error)) this.end(error as Error);
      throw error;
    } finally {
      this.#pending.delete(pending);
    }
  }
}

export function drizzleOver(reader: Reader): Db {
  const unsafe = (text: string, params: unknown[]) => {
    const request = { text, params, asArrays: false };
    // Drizzle asks for arrays in the same tick.
    const rows = Promise.resolve().then(() => reader.run(request));
    return Object.assign(rows, {
      values: () => {
        request.asArrays = true;
        return rows;
      },
    });
  };
  return drizzle({ unsafe, options: { parsers: {}, serializers: {} } } as unknown as Sql);
}
