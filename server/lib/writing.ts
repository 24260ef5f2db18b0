import { PgTransaction } from "drizzle-orm/pg-core";
import { drizzle } from "drizzle-orm/postgres-js";
import type { Sql } from "postgres";
import type { Db } from "./db.js";
import { tryAgain } from "./try-again.js";

/**
 * Drizzle over whichever pool is the current one. A statement outside of a transaction that Postgres undid for the sake of another one is tried again;
 * every failure is told to `failed`.
 */
export function drizzleThatWrites(current: () => Sql, failed: (error: unknown) => void): Db {
  const told = (error: unknown) => {
    failed(error);
    throw error;
  };
  const unsafe = (...[text, params, options]: Parameters<Sql["unsafe"]>) => {
    let asArrays = false;
    const run = () => {
      const rows = current().unsafe(text, params, options);
      return asArrays ? rows.values() : rows;
    };
    // Drizzle says at once whether it wants arrays.
    const rows = Promise.resolve()
      .then(() => tryAgain<unknown>(run))
      .catch(told);
    return Object.assign(rows, {
      values: () => {
        asArrays = true;
        return rows;
      },
    });
  };
  const begin = (act: (sql: Sql) => Promise<unknown>) =>
    current()
      .begin((sql) => act(sql as unknown as Sql))
      .catch(told);
  return drizzle({ unsafe, begin, options: current().options } as unknown as Sql);
}

/** Runs `act` in one transaction, and again when Postgres undid it for the sake of another one. */
export function transact<T>(db: Db, act: (db: Db) => Promise<T>): Promise<T> {
  const run = () => db.transaction(act);
  // Inside of another one only the outermost can begin anew.
  const isInside: boolean = (db as object) instanceof PgTransaction;
  return isInside ? run() : tryAgain(run);
}
