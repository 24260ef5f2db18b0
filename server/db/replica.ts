import { setTimeout as sleep } from "node:timers/promises";
import type { Logger } from "pino";
import { SECOND_MS } from "../lib/clock.js";
import { ApiError } from "../lib/errors.js";
import type { ContentSignals } from "./content-signals.js";
import type { Database } from "./db.js";
import { createProbe, type Probe } from "./probe.js";
import { type Asker, type PendingRead, ReadPool, type ReadRequest, type ReadSource, sourcesOf } from "./read-pool.js";
import { RecentChanges } from "./recent-changes.js";
import { type Applied, type Mark, ReplicaProgress } from "./replica-progress.js";

export interface ReplicaOptions {
  openPrimary(): Database;
  openReplica(): Database;
  /** How old what it shows may be. */
  lagMaxMs: number;
  laneCount: number;
  content: ContentSignals;
  log: Logger;
}

const LOOK_EVERY_MS = 250;
const LATE_MS = 1_000;
/** While changes by other processes are not heard: they must be seen within a second. */
const UNHEARD_LAG_MS = SECOND_MS;

/** The timeline is the last checkpoint's on a replica: after a fail-over it is not used until the next one. */
const ON_PRIMARY = `select ('x' || left(pg_walfile_name(pg_current_wal_insert_lsn()), 8))::bit(32)::int as timeline,
  pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')::float8 as position`;
const ON_REPLICA = `select timeline_id as timeline,
  case when pg_is_in_recovery() then pg_wal_lsn_diff(pg_last_wal_replay_lsn(), '0/0')::float8 end as position
  from pg_control_checkpoint()`;

/**
 * Reads content from a streaming replica. Each read is of a moment up to which the replica has everything, at most
 * `lagMaxMs` ago, and nothing that it came from has changed since as far as this process knows. All other reads, and
 * those that fail there, go to the primary.
 */
export class Replica implements ReadSource {
  readonly #pool: ReadPool;
  readonly #primaryProbe: Probe;
  readonly #replicaProbe: Probe;
  readonly #changes = new RecentChanges();
  readonly #progress: ReplicaProgress;
  readonly #underWay = new Set<PendingRead>();
  #watching: Promise<void> | undefined;
  #isClosed = false;
  #isAway = false;
  #state = "";

  constructor(
    readonly primary: ReadPool,
    readonly options: ReplicaOptions,
  ) {
    const { openPrimary, openReplica, laneCount, lagMaxMs } = options;
    this.#pool = new ReadPool(openReplica, laneCount);
    this.#primaryProbe = createProbe(openPrimary, { text: ON_PRIMARY, params: [] }, LATE_MS);
    this.#replicaProbe = createProbe(openReplica, { text: ON_REPLICA, params: [] }, LATE_MS);
    this.#progress = new ReplicaProgress(lagMaxMs);
  }

  request(request: ReadRequest, asker: Asker): PendingRead {
    this.#watching ??= this.#watch();
    const mark = this.#usable();
    const { content } = request;
    if (!content || !mark || this.#changes.hasChanged(content.sources, mark.changeCount)) {
      return this.primary.request(request, asker);
    }
    const onReplica = this.#pool.request(request, asker);
    this.#underWay.add(onReplica);
    let current = onReplica;
    let why: Error | undefined;
    const onPrimary = () => {
      if (why) throw why;
      current = this.primary.request(request, asker);
      return current.rows;
    };
    const isFresh = (rows: unknown[]) => !this.#changes.hasChanged(sourcesOf(content, rows), mark.changeCount);
    const rows = onReplica.rows
      .then(
        (rows) => (isFresh(rows) ? rows : onPrimary()),
        // Its own limits hold here too: a second try would double them.
        (error: unknown) => (error instanceof ApiError ? Promise.reject(error) : onPrimary()),
      )
      .finally(() => this.#underWay.delete(onReplica));
    return {
      rows,
      giveUp(reason) {
        why = reason;
        current.giveUp(reason);
      },
    };
  }

  /** How old what it shows is; infinite if that is unknown. */
  lagMs(): number {
    const { reached } = this.#progress;
    return reached ? performance.now() - reached.atMs : Number.POSITIVE_INFINITY;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await Promise.all([this.#pool, this.#primaryProbe, this.#replicaProbe].map((one) => one.close()));
  }

  #usable(): Mark | null {
    const { content, lagMaxMs } = this.options;
    const maxMs = content.isHearing() ? lagMaxMs : Math.min(lagMaxMs, UNHEARD_LAG_MS);
    return !this.#isAway && this.lagMs() <= maxMs ? this.#progress.reached : null;
  }

  /** From the first read on. */
  async #watch(): Promise<void> {
    this.options.content.subscribe((sources) => this.#changes.add(sources));
    while (!this.#isClosed) {
      const [, isReplica] = await Promise.all([this.#look(), this.#lookAtReplica()]);
      if (!this.#isClosed) this.#report(isReplica);
      await sleep(LOOK_EVERY_MS, undefined, { ref: false });
    }
  }

  async #look(): Promise<void> {
    // Taken before the position: what changes meanwhile counts as later.
    const taken = { atMs: performance.now(), changeCount: this.#changes.count };
    const [found] = (await this.#primaryProbe.ask().catch(() => [])) as [Applied?];
    if (found?.position != null) this.#progress.note({ ...taken, timeline: found.timeline, position: found.position });
  }

  async #lookAtReplica(): Promise<boolean> {
    const [applied] = (await this.#replicaProbe.ask().catch(() => [])) as [Applied?];
    this.#isAway = applied === undefined;
    if (applied) this.#progress.apply(applied);
    else for (const pending of this.#underWay) pending.giveUp(new Error("The replica does not respond."));
    return applied?.position !== null;
  }

  #report(isReplica: boolean): void {
    const lagMs = this.lagMs();
    const state = this.#isAway ? "away" : isReplica ? (this.#usable() ? "used" : "behind") : "no replica";
    if (state === this.#state) return;
    this.#state = state;
    if (state === "used") this.options.log.info("the replica is used");
    else this.options.log.warn({ replica: state, lagS: Math.round(lagMs / SECOND_MS) }, "the replica is not used");
  }
}
