import { setTimeout as sleep } from "node:timers/promises";
import { PgTransaction } from "drizzle-orm/pg-core";
import { drizzle } from "drizzle-orm/postgres-js";
import type { Sql } from "postgres";
import { isWorthAnother } from "../lib/database-failures.js";
import { withCommitActs } from "./after-commit.js";
import { transactionOf } from "./content-changes.js";
import type { Db } from "./db.js";
import { mayPrepare } from "./prepared.js";

/**
 * Drizzle over the current pool. Retries a statement outside a transaction after a conflict; reports every failure to `failed`.
 * Prepares statements that come again and again: drizzle alone has each parsed and planned anew.
 */
export function drizzleThatWrites(current: () => Sql, failed: (error: unknown) => void): Db {
  const reported = (error: unknown) => {
    failed(error);
    throw error;
  };
  const unsafe = (...[text, params, options]: Parameters<Sql["unsafe"]>) => {
    let asArrays = false;
    const run = () => {
      const client = current();
      const rows = client.unsafe(text, params, { ...options, prepare: mayPrepare(client, text) });
      return asArrays ? rows.values() : rows;
    };
    // Drizzle asks for arrays in the same tick.
    const rows = Promise.resolve()
      .then(() => tryAgain<unknown>(run))
      .catch(reported);
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
      const client = current();
      return await client.begin((sql) => onlyWhileConnected(act, { state, client })(sql as unknown as Sql));
    } catch (error) {
      state.isOver = true;
      return reported(error);
    }
  };
  return drizzle({ unsafe, begin, options: current().options } as unknown as Sql);
}

type Act = (sql: Sql) => Promise<unknown>;
type WithSavepoint = Sql & { savepoint(act: Act): Promise<unknown> };

/** A write on the closed connection would crash the process (github.com/porsager/postgres/issues/1208). */
function onlyWhileConnected(act: Act, within: { state: { isOver: boolean }; client: Sql }): Act {
  const { state, client } = within;
  return async (sql) => {
    const { savepoint, unsafe } = sql as WithSavepoint;
    Object.assign(sql, {
      savepoint: (inner: Act) => savepoint(onlyWhileConnected(inner, within)),
      unsafe: (...[text, params, options]: Parameters<Sql["unsafe"]>) =>
        state.isOver ? refused() : unsafe(text, params, { ...options, prepare: mayPrepare(client, text) }),
    });
    try {
      return await act(sql);
    } catch (error) {
      // The transaction learns of the loss in the same tick as its statement.
      await new Promise((resolve) => setImmediate(resolve));
      if (state.isOver) await new Promise(() => undefined);
      throw error;
    }
  };
}

export function runTransaction<T>(db: Db, act: (db: Db) => Promise<T>): Promise<T> {
  const run = () => withCommitActs(db, (act) => transactionOf(db, act), act);
  // Only the outermost transaction can start again.
  const isInside: boolean = (db as object) instanceof PgTransaction;
  return isInside ? run() : tryAgain(run);
}

function refused() {
  const rows = Promise.reject(Object.assign(new Error("The connection is lost."), { code: "CONNECTION_CLOSED" }));
  rows.catch(() => undefined);
  return Object.assign(rows, { values: () => rows });
}

const ATTEMPTS_MAX = 3;
const WAIT_MS = 60;

/** Runs `act` up to three times when Postgres rolls it back because of a conflict. */
async function tryAgain<T>(act: () => PromiseLike<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await act();
    } catch (error) {
      if (attempt === ATTEMPTS_MAX || !isWorthAnother(error)) throw error;
      await sleep(Math.random() * WAIT_MS * attempt);
    }
  }
}
