/** The public contract's names. */
export const FailureCause = {
  TOKEN_EXPIRED: "TOKEN_EXPIRED",
  TOKEN_REVOKED: "TOKEN_REVOKED",
  PASSWORD_CHANGED: "PASSWORD_CHANGED",
  APP_REMOVED: "APP_REMOVED",
  CHECKPOINT: "CHECKPOINT",
  PERMISSION_MISSING: "PERMISSION_MISSING",
  ACCOUNT_NOT_PROFESSIONAL: "ACCOUNT_NOT_PROFESSIONAL",
  APP_MISCONFIGURED: "APP_MISCONFIGURED",
  INSTAGRAM_RATE_LIMITED: "INSTAGRAM_RATE_LIMITED",
  INSTAGRAM_UNAVAILABLE: "INSTAGRAM_UNAVAILABLE",
  INSTAGRAM_REJECTED: "INSTAGRAM_REJECTED",
  ACCOUNT_UNAVAILABLE: "ACCOUNT_UNAVAILABLE",
  NOT_A_TESTER: "NOT_A_TESTER",
  APP_BLOCKED: "APP_BLOCKED",
} as const;
export type FailureCause = keyof typeof FailureCause;

/** All causes of a failed call. A rejected code fails an OAuth flow, never an account, so it is not a `FailureCause`. */
export type InstagramErrorCause = FailureCause | "CODE_REJECTED";

export interface BlockedCall {
  scope: "APP" | "ACCOUNT";
  cause: "INSTAGRAM_RATE_LIMITED" | "INSTAGRAM_UNAVAILABLE" | "APP_BLOCKED";
  until: Date;
}

export interface FailureDetails {
  failureCause: InstagramErrorCause;
  status?: number | null;
  code?: number | null;
  subcode?: number | null;
  traceId?: string | null;
  retryAfterS?: number | null;
  nextStep?: string | undefined;
  isTransient?: boolean;
  /** The error fits a lost permission as well as a bad call. */
  isAmbiguous?: boolean;
  /** It cannot have reached Instagram. */
  wasNotSent?: boolean;
  /** Set if the call was not sent: it says nothing about the account. */
  blocked?: BlockedCall | null;
  /** Only the expiry date shows it, and a clock may be wrong: nothing is stored. */
  isInferred?: boolean;
}

/** A call to Instagram that finally failed. Safe to log and to show: contains no address, token, secret or code. */
export class InstagramError extends Error {
  override readonly name = "InstagramError";
  readonly failureCause: InstagramErrorCause;
  readonly status: number | null;
  readonly code: number | null;
  readonly subcode: number | null;
  readonly traceId: string | null;
  readonly retryAfterS: number | null;
  readonly nextStep: string | undefined;
  readonly isTransient: boolean;
  readonly isAmbiguous: boolean;
  readonly wasNotSent: boolean;
  readonly blocked: BlockedCall | null;
  readonly isInferred: boolean;

  constructor(message: string, details: FailureDetails) {
    super(message);
    this.failureCause = details.failureCause;
    this.status = details.status ?? null;
    this.code = details.code ?? null;
    this.subcode = details.subcode ?? null;
    this.traceId = details.traceId ?? null;
    this.retryAfterS = details.retryAfterS ?? null;
    this.nextStep = details.nextStep;
    this.isTransient = details.isTransient ?? false;
    this.isAmbiguous = details.isAmbiguous ?? false;
    this.wasNotSent = details.wasNotSent ?? false;
    this.blocked = details.blocked ?? null;
    this.isInferred = details.isInferred ?? false;
  }
}

const RECONNECT_CAUSES: ReadonlySet<string> = new Set<FailureCause>([
  "TOKEN_EXPIRED",
  "TOKEN_REVOKED",
  "PASSWORD_CHANGED",
  "APP_REMOVED",
  "CHECKPOINT",
  "PERMISSION_MISSING",
  "ACCOUNT_NOT_PROFESSIONAL",
  "ACCOUNT_UNAVAILABLE",
  "NOT_A_TESTER",
]);

export function reconnectCauses(): string[] {
  return [...RECONNECT_CAUSES];
}

/** True if only the owner's new consent helps: the account becomes RECONNECT_REQUIRED. */
export function isReconnectCause(cause: InstagramErrorCause): boolean {
  return RECONNECT_CAUSES.has(cause);
}
