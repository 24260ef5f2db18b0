import { ApiError } from "./errors.js";

/** The error when another worker already does this; nothing was changed. */
export function alreadyRunning(message: string): ApiError {
  return new ApiError("INSTAGRAM_UNAVAILABLE", message, { cause: IN_OTHER_HANDS });
}

export function isAlreadyRunning(error: unknown): boolean {
  return error instanceof ApiError && error.cause === IN_OTHER_HANDS;
}

const IN_OTHER_HANDS = Symbol("in other hands");
