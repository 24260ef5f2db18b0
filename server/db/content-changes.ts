import type { Db } from "./db.js";

/**
 * What an answer came from, or what changed: accounts by id, and names by which accounts are found. Content is profiles,
 * labels, posts and the state of pictures; tokens, leases and schedules are not.
 */
export type ContentSources = readonly string[] | typeof EVERYTHING;

/** Also for who is found by a name: an account was connected, renamed or erased. */
export const EVERYTHING = "EVERYTHING";

export function nameSource(usernameFolded: string): string {
  return `@${usernameFolded}`;
}

/** More accounts in one transaction count as everything. */
const ACCOUNTS_MAX = 10_000;

type Listener = (changed: ContentSources) => void;

const listeners = new WeakMap<object, Listener>();

/** Calls `listener` for each change that `db` has stored. */
export function listenToContent(db: Db, listener: Listener): void {
  listeners.set(db, listener);
}

/** Called after the statement that changed it. In a transaction it counts at the commit. */
export function contentChanged(db: Db, changed: ContentSources): void {
  if (changed.length > 0) listeners.get(db)?.(changed);
}

/**
 * Runs a transaction. Its changes count at its end, also after an error: the connection may have failed after the
 * commit.
 */
export async function transactionOf<T>(db: Db, act: (db: Db) => Promise<T>): Promise<T> {
  const listener = listeners.get(db);
  if (!listener) return await db.transaction(act);
  const changes = new GatheredChanges();
  try {
    return await db.transaction(async (inside) => {
      listeners.set(inside, (changed) => changes.add(changed));
      return await act(inside);
    });
  } finally {
    for (const changed of changes.take()) listener(changed);
  }
}

/** Changes that wait to be told, each account once. */
export class GatheredChanges {
  #accountIds = new Set<string>();
  #isEverything = false;

  add(changed: ContentSources): void {
    if (changed === EVERYTHING) this.#isEverything = true;
    else for (const id of changed) this.#accountIds.add(id);
    if (this.#accountIds.size > ACCOUNTS_MAX) this.#isEverything = true;
    if (this.#isEverything) this.#accountIds.clear();
  }

  /** None, or one. */
  take(): ContentSources[] {
    const changed = this.#isEverything ? EVERYTHING : [...this.#accountIds];
    this.#accountIds.clear();
    this.#isEverything = false;
    return changed.length > 0 ? [changed] : [];
  }
}
