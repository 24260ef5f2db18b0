import { availableParallelism } from "node:os";
import { ApiError } from "../lib/errors.js";
import type { Database } from "./db.js";
import { Lane, type ReadStatement, type UnderWay } from "./lane.js";

/** Whose statements they are, and what they may take. One object is one request. */
export interface Asker {
  caller: string;
  /** After which a statement is ended. */
  statementMs: number;
  /** Strangers' heavy statements never take the places of others' heavy ones. */
  isStranger: boolean;
}

export interface Ask extends ReadStatement {
  /** Its time grows with all accounts, such as a count: only few of the kind run at once. */
  isHeavy?: boolean;
}

/** A statement that waits or runs. */
export interface Asked {
  rows: Promise<unknown[]>;
  /** Nobody waits for it any more: it fails at once with `why`, and is ended or never begun. */
  giveUp(why: Error): void;
}

/** Heavy statements of strangers at once, and as many of everybody else's; and as many large ones. */
const COSTLY_MAX = 2;
/**
 * Heavy and large statements of strangers together. Each fills a processor of Postgres, which mostly shares its machine with this
 * process: one is left for small statements and for the server.
 */
export const STRANGERS_COSTLY_MAX = Math.min(2 * COSTLY_MAX, Math.max(1, availableParallelism() - 1));
/** More would not be run in time, and small ones could not wait behind them. */
const COSTLY_WAITING_MAX = 100;
/** Postgres plans a longer text for a tenth of a second, a small one for a thousandth. */
const LARGE_TEXT = 20_000;
const WAITING_MAX = 1_000;
const WAITING_MS = 10_000;

interface Job {
  ask: Ask;
  asker: Asker;
  resolve(rows: unknown[]): void;
  reject(error: unknown): void;
  timer: NodeJS.Timeout | undefined;
  underWay: UnderWay | null;
}

/**
 * Connections for reading, and who is next: the request that has the fewest statements running, then the caller who has. A
 * caller has at most half of the connections, and of costly statements only few run, of strangers fewer than there are processors: whatever many
 * ask, connections and a processor are left for small ones.
 */
export class ReadPool {
  readonly #lanes: Lane[];
  readonly #free: Lane[];
  readonly #waiting = new Set<Job>();
  /** How many statements run, by request, by caller and by kind. */
  readonly #running = new Map<Asker | string, number>();

  constructor(open: () => Database, laneCount: number) {
    this.#lanes = Array.from({ length: laneCount }, () => new Lane(open));
    this.#free = [...this.#lanes];
  }

  ask(ask: Ask, asker: Asker): Asked {
    const job: Job = { ask, asker, resolve: noop, reject: noop, timer: undefined, underWay: null };
    const rows = new Promise<unknown[]>((resolve, reject) => Object.assign(job, { resolve, reject }));
    this.#enter(job);
    return { rows, giveUp: (why) => this.#giveUp(job, why) };
  }

  /** Connections that are idle are made anew before their next statement. */
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

  #mayRun({ ask, asker }: Job): boolean {
    if (this.#free.length === 0 || this.#count(asker.caller) >= this.#lanes.length / 2) return false;
    const kind = costlyKind(ask, asker);
    if (kind === null) return true;
    if (asker.isStranger && this.#count(STRANGERS) >= STRANGERS_COSTLY_MAX) return false;
    return this.#count(kind) < COSTLY_MAX;
  }

  #isQueueFull({ ask, asker }: Job): boolean {
    if (this.#waiting.size >= WAITING_MAX) return true;
    if (!asker.isStranger || costlyKind(ask, asker) === null) return false;
    const alike = [...this.#waiting].filter((job) => job.asker.isStranger && costlyKind(job.ask, job.asker) !== null);
    return alike.length >= COSTLY_WAITING_MAX;
  }

  #run(job: Job): void {
    // The one used last: its statements are prepared.
    const lane = this.#free.pop();
    if (!lane) return;
    const { ask, asker } = job;
    const kind = costlyKind(ask, asker);
    const names = [asker, asker.caller, ...(kind ? [kind] : []), ...(kind && asker.isStranger ? [STRANGERS] : [])];
    for (const name of names) this.#running.set(name, this.#count(name) + 1);
    clearTimeout(job.timer);
    job.timer = setTimeout(() => this.#giveUp(job, tooSlow()), asker.statementMs);
    job.underWay = lane.start(ask);
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

/** What counts the costly statements of strangers. */
const STRANGERS = "strangers' costly";

function noop(): void {}

function costlyKind({ isHeavy, text }: Ask, { isStranger }: Asker): string | null {
  if (!isHeavy && text.length <= LARGE_TEXT) return null;
  return `${isStranger ? "strangers'" : "others'"} ${isHeavy ? "heavy" : "large"}`;
}

function tooSlow(): ApiError {
  return new ApiError("SERVICE_UNAVAILABLE", "The database took too long.", {
    nextStep: "Try again later, or ask for less: fewer accounts, or posts of a shorter time.",
    retryAfterS: 5,
  });
}

function busy(): ApiError {
  return new ApiError("SERVICE_UNAVAILABLE", "Too many requests wait for the database.", {
    nextStep: "Try again after the seconds in `Retry-After`, and ask for less at once.",
    retryAfterS: 5,
  });
}
