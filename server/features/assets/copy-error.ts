export class CopyError extends Error {
  override readonly name = "CopyError";

  constructor(
    readonly failureCause: PictureFailure,
    /** `blockedUntil`: the request was never sent because of a rate limit. Not a failed attempt; retry after this instant. */
    readonly details: { retryAfterS?: number | null; isSignature?: boolean; blockedUntil?: Date } = {},
  ) {
    super(`the picture was not copied (${failureCause})`);
  }
}

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

export function isPassing(cause: PictureFailure): boolean {
  return PASSING.has(cause);
}

export function passingCauses(): readonly PictureFailure[] {
  return [...PASSING];
}
