import { ApiError } from "./errors.js";

/** The refusal of what another worker is at just now: nothing was done, and nothing is wrong. */
export function alreadyRunning(message: string): ApiError {
  return new ApiError("INSTAGRAM_UNAVAILABLE", message, { cause: IN_OTHER_HANDS });
}

export function isAlreadyRunning(error: unknown): boolean {
  return error instanceof ApiError && error.cause === IN_OTHER_HANDS;
}

const IN_OTHER_HANDS = Symbol("in other hands");
