import { availableParallelism } from "node:os";
import { ApiError } from "../lib/errors.js";
import { type ContentSources, EVERYTHING } from "./content-changes.js";
import type { Database } from "./db.js";
import { Lane, type ReadStatement, type UnderWay } from "./lane.js";

/** The request behind statements, and its limits; one object per request. */
export interface Asker {
  caller: string;
  statementMs: number;
  /** Their heavy statements never take the slots of others. */
  isStranger: boolean;
}

export interface ReadRequest extends ReadStatement {
  /** Set where the rows come from content alone, so that they change only with it. */
  content?: ReadContent;
  /** Its time grows with the number of accounts, such as a count: only a few run at once. */
  isHeavy?: boolean;
}

export interface ReadContent {
  sources: ContentSources;
  /** More sources, by their names in the rows. */
  foundIn?(rows: readonly unknown[]): readonly string[];
}

export function sourcesOf({ sources, foundIn }: ReadContent, rows: readonly unknown[]): ContentSources {
  return sources === EVERYTHING || !foundIn ? sources : [...sources, ...foundIn(rows)];
}

/** Where a request's statements run. */
export interface ReadSource {
  request(request: ReadRequest, asker: Asker): PendingRead;
}

export interface PendingRead {
  rows: Promise<unknown[]>;
  /** Fails at once with `why`; cancels the statement or never starts it. */
  giveUp(why: Error): void;
}

/** Heavy statements of anonymous callers at once; the same for all others; the same for large ones. */
const COSTLY_MAX = 2;
/** Each fills one processor, and Postgres often shares the machine: one processor stays free. */
export const STRANGERS_COSTLY_MAX = Math.min(2 * COSTLY_MAX, Math.max(1, availableParallelism() - 1));
/** More would not run in time and would hold up small statements. */
const COSTLY_WAITING_MAX = 100;
/** Postgres plans a longer text for 0.1 s, a small one for 0.001 s. */
const LARGE_TEXT = 20_000;
const WAITING_MAX = 1_000;
const WAITING_MS = 10_000;

interface Job {
  request: ReadRequest;
  asker: Asker;
  resolve(rows: unknown[]): void;
  reject(error: unknown): void;
  timer: NodeJS.Timeout | undefined;
  underWay: UnderWay | null;
}

/**
 * Read connections, scheduled fairly: first the request with the fewest running statements, then the caller with the fewest. A
 * caller gets at most half of the connections. Only a few costly statements run; of anonymous callers, fewer than processors.
 * So connections and a processor stay free for small statements.
 */
export class ReadPool implements ReadSource {
  readonly #lanes: Lane[];
  readonly #free: Lane[];
  readonly #waiting = new Set<Job>();
  readonly #running = new Map<Asker | string, number>();

  constructor(open: () => Database, laneCount: number) {
    this.#lanes = Array.from({ length: laneCount }, () => new Lane(open));
    this.#free = [...this.#lanes];
  }

  request(request: ReadRequest, asker: Asker): PendingRead {
    const job: Job = { request, asker, resolve: noop, reject: noop, timer: undefined, underWay: null };
    const rows = new Promise<unknown[]>((resolve, reject) => Object.assign(job, { resolve, reject }));
    this.#enter(job);
    return { rows, giveUp: (why) => this.#giveUp(job, why) };
  }

  /** Reconnects idle connections before their next statement. */
  renew(): void {
    for (const lane of this.#free) lane.renew();
  }

  async close(): Promise<void> {
    for (const job of this.#waiting) this.#giveUp(job, busy());
    await Promise.all(this.#lanes.map((lane) => lane.close()));
  }

  #enter(job: Job): void {
    if (this.#mayRun(job)) {
      this.#run(job);
    } else if (this.#isQueueFull(job)) {
      job.reject(busy());
    } else {
      job.timer = setTimeout(() => this.#giveUp(job, busy()), WAITING_MS);
      this.#waiting.add(job);
    }
  }

  #giveUp(job: Job, why: Error): void {
    clearTimeout(job.timer);
    job.reject(why);
    job.underWay?.cancel();
    this.#waiting.delete(job);
  }

  #mayRun({ request, asker }: Job): boolean {
    if (this.#free.length === 0 || this.#count(asker.caller) >= this.#lanes.length / 2) return false;
    const kind = costlyKind(request, asker);
    if (kind === null) return true;
    if (asker.isStranger && this.#count(STRANGERS) >= STRANGERS_COSTLY_MAX) return false;
    return this.#count(kind) < COSTLY_MAX;
  }

  #isQueueFull({ request, asker }: Job): boolean {
    if (this.#waiting.size >= WAITING_MAX) return true;
    if (!asker.isStranger || costlyKind(request, asker) === null) return false;
    const alike = [...this.#waiting].filter(
      (job) => job.asker.isStranger && costlyKind(job.request, job.asker) !== null,
    );
    return alike.length >= COSTLY_WAITING_MAX;
  }

  #run(job: Job): void {
    // The last one used: its statements are prepared.
    const lane = this.#free.pop();
    if (!lane) return;
    const { request, asker } = job;
    const kind = costlyKind(request, asker);
    const names = [asker, asker.caller, ...(kind ? [kind] : []), ...(kind && asker.isStranger ? [STRANGERS] : [])];
    for (const name of names) this.#running.set(name, this.#count(name) + 1);
    clearTimeout(job.timer);
    job.timer = setTimeout(() => this.#giveUp(job, tooSlow()), asker.statementMs);
    job.underWay = lane.start(request);
    job.underWay.rows.then(job.resolve, job.reject).finally(() => clearTimeout(job.timer));
    void job.underWay.over.then(() => {
      this.#free.push(lane);
      for (const name of names) this.#leave(name);
      const next = this.#next();
      if (!next) return;
      this.#waiting.delete(next);
      this.#run(next);
    });
  }

  #next(): Job | null {
    let best: Job | null = null;
    const isBefore = ({ asker }: Job, other: Job) =>
      this.#count(asker) - this.#count(other.asker) || this.#count(asker.caller) - this.#count(other.asker.caller);
    for (const job of this.#waiting) {
      if (this.#mayRun(job) && (!best || isBefore(job, best) < 0)) best = job;
    }
    return best;
  }

  #count(name: Asker | string): number {
    return this.#running.get(name) ?? 0;
  }

  #leave(name: Asker | string): void {
    const count = this.#count(name) - 1;
    if (count > 0) this.#running.set(name, count);
    else this.#running.delete(name);
  }
}

const STRANGERS = "strangers' costly";

function noop(): void {}

function costlyKind({ isHeavy, text }: ReadRequest, { isStranger }: Asker): string | null {
  if (!isHeavy && text.length <= LARGE_TEXT) return null;
  return `${isStranger ? "strangers'" : "others'"} ${isHeavy ? "heavy" : "large"}`;
}

function tooSlow(): ApiError {
  return new ApiError("SERVICE_UNAVAILABLE", "The database took too long.", {
    nextStep: "Try again later or request less: fewer accounts, or posts of a shorter period.",
    retryAfterS: 5,
  });
}

function busy(): ApiError {
  return new ApiError("SERVICE_UNAVAILABLE", "Too many requests wait for the database.", {
    nextStep: "Try again after the seconds in `Retry-After`, with smaller requests.",
    retryAfterS: 5,
  });
}
