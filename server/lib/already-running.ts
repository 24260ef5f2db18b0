import { Refusal } from "./errors.js";

/** The refusal of what another worker is at just now: nothing was done, and nothing is wrong. */
export function alreadyRunning(message: string): Refusal {
  return new Refusal("INSTAGRAM_UNAVAILABLE", message, { cause: IN_OTHER_HANDS });
}

export function isAlreadyRunning(error: unknown): boolean {
  return error instanceof Refusal && error.cause === IN_OTHER_HANDS;
}

const IN_OTHER_HANDS = Symbol("in other hands");
