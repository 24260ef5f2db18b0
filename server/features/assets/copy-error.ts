import type { PictureFailure } from "./picture-failure.js";

/** A picture could not be copied. Holds no address. */
export class CopyError extends Error {
  override readonly name = "CopyError";

  constructor(
    readonly failureCause: PictureFailure,
    /** `blockedUntil`: nothing was asked, as Instagram is not to be called before; so the picture has not failed. */
    readonly details: { retryAfterS?: number | null; isSignature?: boolean; blockedUntil?: Date } = {},
  ) {
    super(`the picture was not copied (${failureCause})`);
  }
}
