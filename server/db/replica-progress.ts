/** A moment and how far the primary's write-ahead log was then. */
export interface Mark {
  atMs: number;
  /** Counted content changes of this process before the moment. */
  changeCount: number;
  timeline: number;
  position: number;
}

/** What a replica has applied; `position` is null on a server that is no replica. */
export interface Applied {
  timeline: number;
  position: number | null;
}

const MARKS_MAX = 100;

/** The last moment up to which a replica has everything. */
export class ReplicaProgress {
  #ahead: Mark[] = [];
  #reached: Mark | null = null;

  /** What it has not reached after `lagMaxMs` is of no use. */
  constructor(readonly lagMaxMs: number) {}

  get reached(): Mark | null {
    return this.#reached;
  }

  note(mark: Mark): void {
    const newestMs = this.#ahead.at(-1)?.atMs ?? Number.NEGATIVE_INFINITY;
    if (mark.atMs - newestMs < this.lagMaxMs / MARKS_MAX) return;
    this.#ahead = this.#ahead.filter(({ atMs }) => mark.atMs - atMs <= this.lagMaxMs);
    this.#ahead.push(mark);
  }

  /** Another timeline's positions say nothing: after a fail-over the replica may have what the new primary lacks. */
  apply({ timeline, position }: Applied): void {
    if (position === null) return;
    const hasReached = (mark: Mark) => mark.timeline === timeline && mark.position <= position;
    this.#reached = this.#ahead.findLast(hasReached) ?? this.#reached;
    const { atMs = Number.NEGATIVE_INFINITY } = this.#reached ?? {};
    this.#ahead = this.#ahead.filter((mark) => mark.atMs > atMs);
  }
}
