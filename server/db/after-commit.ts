import type { Db } from "./db.js";

const waiting = new WeakMap<object, (() => void)[]>();

/** Runs `act` once the transaction of `db` is stored, and not at all if it is rolled back; without a transaction, at once. */
export function afterCommit(db: Db, act: () => void): void {
  const acts = waiting.get(db);
  if (acts) acts.push(act);
  else act();
}

/** Runs a transaction and then what waits for its commit; inside another one, that waits for the outer commit. */
export async function withCommitActs<T>(
  db: Db,
  transaction: (act: (db: Db) => Promise<T>) => Promise<T>,
  act: (db: Db) => Promise<T>,
): Promise<T> {
  const acts: (() => void)[] = [];
  const result = await transaction((inside) => {
    waiting.set(inside, acts);
    return act(inside);
  });
  for (const act of acts) afterCommit(db, act);
  return result;
}
