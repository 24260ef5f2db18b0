/**
 * Every error code of the API, with its HTTP status for a whole request and its next step. docs/errors.md is generated from it.
 */
export const ERRORS = {
  UNAUTHENTICATED: {
    status: 401,
    nextStep: "Send an API key as `Authorization: Bearer …`, or sign in as an operator.",
  },
  FORBIDDEN: { status: 403, nextStep: "Ask an operator of this server; your credentials do not allow this." },
  NOT_FOUND: { status: 404, nextStep: "Check the id: it does not exist, or you may not see it." },
  BAD_USER_INPUT: { status: 400, nextStep: "Correct the argument that the message names." },
  CONFLICT: { status: 409, nextStep: "Read it again, then repeat your change: somebody else was faster." },
  GRAPHQL_PARSE_FAILED: { status: 400, nextStep: "Correct the GraphQL syntax at the position in the message." },
  GRAPHQL_VALIDATION_FAILED: { status: 400, nextStep: "Compare the query with schema.graphql or the explorer." },
  PERSISTED_QUERY_NOT_FOUND: { status: 200, nextStep: "Send the query's text together with its hash once." },
  QUERY_TOO_COMPLEX: { status: 400, nextStep: "Request fewer fields, fewer accounts or a smaller `first`." },
  PAYLOAD_TOO_LARGE: { status: 413, nextStep: "Send at most 1 MB; use variables or a persisted query." },
  RATE_LIMITED: { status: 429, nextStep: "Wait for the seconds in `Retry-After`, then try again." },
  SERVICE_UNAVAILABLE: { status: 503, nextStep: "Try again after the seconds in `Retry-After`." },
  STATE_INVALID: {
    status: 400,
    nextStep: "Start again with startConnect or /oauth/start: a state works once, for 15 minutes.",
  },
  REDIRECT_URI_NOT_ALLOWED: { status: 400, nextStep: "Add this exact address to REDIRECT_URIS and to the Meta app." },
  CODE_REJECTED: { status: 400, nextStep: "Start the connection again: Instagram's code works once, for an hour." },
  WRONG_ACCOUNT: {
    status: 400,
    nextStep: "Log out at Instagram, log in as the intended account, and open the link again.",
  },
  ACCOUNT_NOT_PROFESSIONAL: {
    status: 400,
    nextStep:
      "Switch the account to a professional one (business or creator) in Instagram's settings, then connect again.",
  },
  PERMISSION_MISSING: {
    status: 400,
    nextStep: "Connect the account again and leave every permission on Instagram's page switched on.",
  },
  TOKEN_TOO_YOUNG: {
    status: 400,
    nextStep: "Wait until the token is 24 hours old; Instagram allows no earlier refresh.",
  },
  RECONNECT_REQUIRED: {
    status: 400,
    nextStep: "Connect the account again: its owner must consent on Instagram's page.",
  },
  INSTAGRAM_RATE_LIMITED: {
    status: 429,
    nextStep: "Wait: Instagram is rate-limiting this server, and further calls prolong it.",
  },
  INSTAGRAM_UNAVAILABLE: { status: 503, nextStep: "Try again in a few minutes; stored data is served meanwhile." },
  INSTAGRAM_REJECTED: {
    status: 400,
    nextStep: "Look up Instagram's code and trace id; the account itself still works.",
  },
  APP_MISCONFIGURED: {
    status: 500,
    nextStep:
      "Compare INSTAGRAM_APP_ID and INSTAGRAM_APP_SECRET with API setup with Instagram login in Meta's dashboard.",
  },
  INTERNAL_SERVER_ERROR: {
    status: 500,
    nextStep: "Try again; if it happens again, tell the operator the time of this request.",
  },
} as const satisfies Record<string, { status: number; nextStep: string }>;

export type ErrorCode = keyof typeof ERRORS;

/** Safe to show. */
export interface InstagramDetails {
  code: number | null;
  subcode: number | null;
  traceId: string | null;
}

export interface ApiErrorDetails {
  nextStep?: string;
  /** The argument or input field at fault, for BAD_USER_INPUT. */
  argument?: string;
  instagram?: InstagramDetails;
  retryAfterS?: number;
}

/** Expected: a code of the catalogue, a message that is safe to show, and the next step. */
export class ApiError extends Error {
  override readonly name = "Refusal";
  readonly nextStep: string;
  readonly argument: string | undefined;
  readonly instagram: InstagramDetails | undefined;
  readonly retryAfterS: number | undefined;

  constructor(
    readonly code: ErrorCode,
    message: string,
    details: ApiErrorDetails & { cause?: unknown } = {},
  ) {
    super(message, details.cause === undefined ? {} : { cause: details.cause });
    this.nextStep = details.nextStep ?? ERRORS[code].nextStep;
    this.argument = details.argument;
    this.instagram = details.instagram;
    this.retryAfterS = details.retryAfterS;
  }

  get status(): number {
    return ERRORS[this.code].status;
  }

  /** The status under Fastify's name, for generic error handlers. */
  get statusCode(): number {
    return this.status;
  }
}

export function alreadyRunning(message: string): ApiError {
  return new ApiError("INSTAGRAM_UNAVAILABLE", message, { cause: IN_OTHER_HANDS });
}

export function isAlreadyRunning(error: unknown): boolean {
  return error instanceof ApiError && error.cause === IN_OTHER_HANDS;
}

const IN_OTHER_HANDS = Symbol("in other hands");
