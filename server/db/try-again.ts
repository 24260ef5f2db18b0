import { setTimeout as sleep } from "node:timers/promises";
import { isWorthAnother } from "../lib/database-failures.js";

const ATTEMPTS_MAX = 3;
const WAIT_MS = 60;

/** Runs `act` up to three times when Postgres rolls it back because of a conflict. */
export async function tryAgain<T>(act: () => PromiseLike<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await act();
    } catch (error) {
      if (attempt === ATTEMPTS_MAX || !isWorthAnother(error)) throw error;
      await sleep(Math.random() * WAIT_MS * attempt);
    }
  }
}
