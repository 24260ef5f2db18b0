import { LRUCache } from "lru-cache";
import { type ContentSources, EVERYTHING } from "../db/content-changes.js";
import { RecentChanges, sourceList } from "../db/recent-changes.js";
import { MINUTE_MS, SECOND_MS } from "../lib/clock.js";

/** An answer to a query, or a feed as a site shows it. */
export interface GraphqlResponse {
  status: number;
  headers: readonly (readonly [string, string])[];
  payload: string;
  /** The operation's name in metrics; null for what is no operation. */
  operation: string | null;
  /** Where it came from; null if it must not be stored: it has errors, or came from more than content. */
  sources: ContentSources | null;
}

export interface CachedResponse extends GraphqlResponse {
  key: string;
  sources: ContentSources;
  viewer: string;
  storedMs: number;
}

export function isCached(answer: GraphqlResponse): answer is CachedResponse {
  return "storedMs" in answer;
}

export interface ResponseCacheOptions {
  bytesMax: number;
  /** Whether changes that other processes make arrive. */
  isHearing(): boolean;
}

const LIFE_MS = MINUTE_MS;
/** The cache looks at the time this seldom. */
const LIFE_RESOLUTION_MS = 100;
/** While other processes are not heard. */
const UNHEARD_LIFE_MS = SECOND_MS;
/** One viewer's share of the bytes, so that none drives out all others. */
const VIEWER_SHARE = 1 / 2;
const ANSWER_SHARE = 1 / 8;
/** For the objects and indexes of an answer. */
const OVERHEAD_BYTES = 1_000;
const PENDING_MAX = 1_000;
const UNSTORABLE_MAX = 1_000;

/**
 * Answers in memory, by viewer and question. A change drops the answers that came from what changed; each ends after a
 * minute. An answer that was being read during such a change is not stored.
 */
export class ResponseCache {
  readonly #entries: LRUCache<string, CachedResponse>;
  readonly #bySource = new Map<string, Set<string>>();
  readonly #viewerBytes = new Map<string, number>();
  readonly #pending = new Map<string, Promise<CachedResponse | null>>();
  /** Questions whose last answer could not be stored: nobody waits for another's reading. */
  readonly #unstorable = new LRUCache<string, true>({ max: UNSTORABLE_MAX });
  readonly #changes = new RecentChanges();

  constructor(private readonly options: ResponseCacheOptions) {
    this.#entries = new LRUCache({
      maxSize: options.bytesMax,
      maxEntrySize: options.bytesMax * ANSWER_SHARE,
      sizeCalculation: bytesOf,
      ttl: LIFE_MS,
      ttlResolution: LIFE_RESOLUTION_MS,
      dispose: (entry) => this.#forget(entry),
    });
  }

  get bytes(): number {
    return this.#entries.calculatedSize;
  }

  isCurrent(answer: CachedResponse): boolean {
    return this.get(answer.key) === answer;
  }

  get(key: string): CachedResponse | undefined {
    const entry = this.#entries.get(key);
    if (!entry || this.options.isHearing()) return entry;
    return performance.now() - entry.storedMs < UNHEARD_LIFE_MS ? entry : undefined;
  }

  /**
   * Reads the answer and stores it. Concurrent callers with the same key share one reading, unless something changed
   * since it began.
   */
  async read(key: string, viewer: string, read: () => Promise<GraphqlResponse>): Promise<GraphqlResponse> {
    const shared = this.#pending.get(key);
    const stored = shared && (await shared);
    if (stored) return stored;
    const startedAt = this.#changes.count;
    const reading = read();
    if (this.#unstorable.has(key) || this.#pending.has(key) || this.#pending.size >= PENDING_MAX) {
      const answer = await reading;
      this.#store(key, { ...answer, viewer, startedAt });
      return answer;
    }
    const storing = reading.then(
      (answer) => this.#store(key, { ...answer, viewer, startedAt }),
      () => null,
    );
    this.#pending.set(key, storing);
    void storing.then(() => this.#pending.delete(key));
    return await reading;
  }

  drop(sources: ContentSources): void {
    this.#changes.add(sources);
    if (sources === EVERYTHING) this.#entries.clear();
    else for (const source of [...sources, EVERYTHING]) this.#deleteFrom(source);
  }

  #deleteFrom(source: string): void {
    for (const key of this.#bySource.get(source) ?? []) this.#entries.delete(key);
  }

  #store(
    key: string,
    { startedAt, ...answer }: GraphqlResponse & { viewer: string; startedAt: number },
  ): CachedResponse | null {
    const { status, sources, viewer } = answer;
    if (status !== 200 || sources === null) {
      this.#unstorable.set(key, true);
      return null;
    }
    this.#unstorable.delete(key);
    if (this.#changes.hasChanged(sources, startedAt)) return null;
    const entry = { ...answer, key, sources, storedMs: performance.now() };
    // The reading is shared all the same.
    if (!this.#hasRoom(viewer, bytesOf(entry))) return entry;
    this.#entries.set(key, entry);
    if (!this.#entries.has(key)) return entry;
    this.#viewerBytes.set(viewer, (this.#viewerBytes.get(viewer) ?? 0) + bytesOf(entry));
    for (const source of sourceList(sources)) {
      const keys = this.#bySource.get(source) ?? new Set();
      this.#bySource.set(source, keys.add(key));
    }
    return entry;
  }

  /** A viewer whose share is full stores nothing more until its answers end. */
  #hasRoom(viewer: string, bytes: number): boolean {
    const shareMax = this.options.bytesMax * VIEWER_SHARE;
    const fits = () => (this.#viewerBytes.get(viewer) ?? 0) + bytes <= shareMax;
    if (fits()) return true;
    this.#entries.purgeStale();
    return fits();
  }

  #forget(entry: CachedResponse): void {
    const left = (this.#viewerBytes.get(entry.viewer) ?? 0) - bytesOf(entry);
    if (left > 0) this.#viewerBytes.set(entry.viewer, left);
    else this.#viewerBytes.delete(entry.viewer);
    for (const source of sourceList(entry.sources)) {
      const keys = this.#bySource.get(source);
      keys?.delete(entry.key);
      if (keys?.size === 0) this.#bySource.delete(source);
    }
  }
}

/** Text is two bytes a letter at most, and one for the copy that is sent. */
function bytesOf({ payload, sources, key }: CachedResponse): number {
  return OVERHEAD_BYTES + 3 * payload.length + 2 * key.length + 100 * sourceList(sources).length;
}
