import { type ContentSources, EVERYTHING } from "./content-changes.js";

/** Sources whose last change is remembered; beyond it everything counts as changed. */
const REMEMBERED_MAX = 10_000;

/** Which sources changed since when, where "when" is a count of changes. */
export class RecentChanges {
  readonly #changedAt = new Map<string, number>();
  #everythingChangedAt = 0;
  #count = 0;

  get count(): number {
    return this.#count;
  }

  add(sources: ContentSources): void {
    this.#count++;
    if (sources !== EVERYTHING) for (const source of [...sources, EVERYTHING]) this.#changedAt.set(source, this.#count);
    if (sources !== EVERYTHING && this.#changedAt.size <= REMEMBERED_MAX) return;
    this.#changedAt.clear();
    this.#everythingChangedAt = this.#count;
  }

  hasChanged(sources: ContentSources, since: number): boolean {
    if (this.#everythingChangedAt > since) return true;
    return sourceList(sources).some((source) => (this.#changedAt.get(source) ?? 0) > since);
  }
}

export function sourceList(sources: ContentSources): readonly string[] {
  return sources === EVERYTHING ? [EVERYTHING] : sources;
}
