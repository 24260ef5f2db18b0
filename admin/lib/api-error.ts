/** A refusal of the server's, or no answer from it. `nextStep` is a sentence for people. */
export class ApiError extends Error {
  override readonly name = "ApiError";
  /** Of the server's catalogue of error codes; `NETWORK` when nothing came back. */
  readonly code: string;
  readonly nextStep: string;
  /** react-admin looks here for a session that has ended. */
  readonly status: number;
  /** How long to wait before asking again, in seconds; null where the server does not say. */
  readonly retryAfterS: number | null;
  /** React-admin's forms show these beside their fields. */
  readonly body: { errors: Record<string, string> } | null;

  constructor(message: string, { code, nextStep, status, retryAfterS = null, argument = null }: Fault) {
    super(message);
    this.code = code;
    this.nextStep = nextStep;
    this.status = status;
    this.retryAfterS = retryAfterS;
    this.body = argument === null ? null : { errors: { [argument]: `${asSentence(message)} ${nextStep}` } };
  }
}

interface Fault {
  code: string;
  nextStep: string;
  status: number;
  retryAfterS?: number | null;
  /** The input field at fault. */
  argument?: string | null;
}

/** Whether the viewer is no operator any more. */
export function isSignedOut(error: unknown): boolean {
  return error instanceof ApiError && (error.code === "UNAUTHENTICATED" || error.code === "FORBIDDEN");
}

/** Whether the server did not answer, which may pass. */
export function isUnreachable(error: unknown): boolean {
  return error instanceof ApiError && error.code === "NETWORK";
}

export function isNotFound(error: unknown): boolean {
  return error instanceof ApiError && error.code === "NOT_FOUND";
}

/** Instagram's own words come without a full stop. */
export function asSentence(text: string): string {
  return /[.!?…]$/.test(text) ? text : `${text}.`;
}
