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
  const begin = async (act: Act) => {
    const state = { isOver: false };
    try {
      return await current().begin((sql) => onlyWhileConnected(act, state)(sql as unknown as Sql));
    } catch (error) {
      state.isOver = true;
      return told(error);
    }
  };
  return drizzle({ unsafe, begin, options: current().options } as unknown as Sql);
}

type Act = (sql: Sql) => Promise<unknown>;
type WithSavepoint = Sql & { savepoint(act: Act): Promise<unknown> };

/**
 * The same, but once the connection is lost it sends nothing more, and ends nowhere: postgres.js has failed the transaction by
 * then, and what it would write on the closed connection, a rollback at least, ends the process
 * (github.com/porsager/postgres/issues/1208).
 */
function onlyWhileConnected(act: Act, state: { isOver: boolean }): Act {
  return async (sql) => {
    const { savepoint, unsafe } = sql as WithSavepoint;
    Object.assign(sql, {
      savepoint: (inner: Act) => savepoint(onlyWhileConnected(inner, state)),
      unsafe: (...call: Parameters<Sql["unsafe"]>) => (state.isOver ? refused() : unsafe(...call)),
    });
    try {
      return await act(sql);
    } catch (error) {
      // The transaction is told of the loss in the same turn as its statement.
      await new Promise((resolve) => setImmediate(resolve));
      if (state.isOver) await new Promise(() => undefined);
      throw error;
    }
  };
}

/** Runs `act` in one transaction, and again when Postgres undid it for the sake of another one. */
export function runTransaction<T>(db: Db, act: (db: Db) => Promise<T>): Promise<T> {
  const run = () => db.transaction(act);
  // Inside of another one only the outermost can begin anew.
  const isInside: boolean = (db as object) instanceof PgTransaction;
  return isInside ? run() : tryAgain(run);
}

/** What a statement on a lost connection gives. */
function refused() {
  const rows = Promise.reject(Object.assign(new Error("The connection is lost."), { code: "CONNECTION_CLOSED" }));
  rows.catch(() => undefined);
  return Object.assign(rows, { values: () => rows });
}
