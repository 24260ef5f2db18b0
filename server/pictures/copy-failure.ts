import type { PictureFailure } from "./picture-failure.js";

/** A picture could not be copied. Holds no address. */
export class CopyFailure extends Error {
  override readonly name = "CopyFailure";

  constructor(
    readonly failureCause: PictureFailure,
    readonly details: { retryAfterS?: number | null; isSignature?: boolean } = {},
  ) {
    super(`the picture was not copied (${failureCause})`);
  }
}

/** Failures that pass by themselves, so that a client may be told to come back. */
export function isPassing(cause: PictureFailure): boolean {
  return cause === "UNAVAILABLE" || cause === "RATE_LIMITED" || cause === "REFUSED" || cause === "SIGNATURE_EXPIRED";
}
