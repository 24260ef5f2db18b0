/** A byte-bounded LRU cache. `weigh` returns bytes; entries above a quarter of `bytesMax` are not stored. */
export class BoundedStore<V> {
  readonly #stored = new Map<string, { value: V; bytes: number }>();
  #bytes = 0;

  constructor(private readonly options: { bytesMax: number; weigh: (value: V) => number }) {}

  get bytes(): number {
    return this.#bytes;
  }

  async get(key: string): Promise<V | undefined> {
    const found = this.#stored.get(key);
    if (!found) return undefined;
    this.#stored.delete(key);
    this.#stored.set(key, found);
    return found.value;
  }

  async set(key: string, value: V): Promise<void> {
    await this.delete(key);
    const { bytesMax, weigh } = this.options;
    const bytes = weigh(value) + 2 * key.length;
    if (bytes > bytesMax / 4) return;
    this.#stored.set(key, { value, bytes });
    this.#bytes += bytes;
    for (const oldest of this.#stored.keys()) {
      if (this.#bytes <= bytesMax) break;
      await this.delete(oldest);
    }
  }

  async delete(key: string): Promise<boolean> {
    const found = this.#stored.get(key);
    this.#bytes -= found?.bytes ?? 0;
    return this.#stored.delete(key);
  }
}
