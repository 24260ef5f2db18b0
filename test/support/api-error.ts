import { expect } from "vitest";
import { ApiError } from "../../server/lib/errors.js";

/** The refusal that an act ends with; anything else fails the test. */
export async function apiErrorOf(act: Promise<unknown>): Promise<ApiError> {
  const error = await act.then(
    () => expect.fail("it was not refused"),
    (error: unknown) => error,
  );
  if (error instanceof ApiError) return error;
  throw error;
}

/** Waits until `isSo`, 10 s at most. */
export async function until(isSo: () => Promise<boolean> | boolean): Promise<void> {
  await expect.poll(isSo, { timeout: 10_000, interval: 50 }).toBe(true);
}
