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

/** Why a picture could not be copied; the words are described in `media/type.ts`. */
export const PictureFailure = {
  SIGNATURE_EXPIRED: "SIGNATURE_EXPIRED",
  TOKEN_DEAD: "TOKEN_DEAD",
  GONE: "GONE",
  REFUSED: "REFUSED",
  UNAVAILABLE: "UNAVAILABLE",
  RATE_LIMITED: "RATE_LIMITED",
  HOST_NOT_ALLOWED: "HOST_NOT_ALLOWED",
  PRIVATE_ADDRESS: "PRIVATE_ADDRESS",
  REDIRECTED: "REDIRECTED",
  WRONG_TYPE: "WRONG_TYPE",
  BROKEN: "BROKEN",
  TOO_LARGE: "TOO_LARGE",
  TOO_MANY_PIXELS: "TOO_MANY_PIXELS",
  NOT_GIVEN: "NOT_GIVEN",
} as const;

export type PictureFailure = keyof typeof PictureFailure;

const PASSING: ReadonlySet<PictureFailure> = new Set(["UNAVAILABLE", "RATE_LIMITED", "REFUSED", "SIGNATURE_EXPIRED"]);

/** Failures that pass by themselves, so that a client may be told to come back. */
export function isPassing(cause: PictureFailure): boolean {
  return PASSING.has(cause);
}

export function passingCauses(): readonly PictureFailure[] {
  return [...PASSING];
}
