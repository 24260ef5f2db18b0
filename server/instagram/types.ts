import type { Clock } from "../lib/clock.js";
import type { Secret } from "../lib/secret.js";
import type { MediaCursor } from "./cursor.js";
import type { InstagramError, InstagramErrorCause } from "./errors.js";
import type { InstagramPost, ReadPosts } from "./media-schemas.js";
import type { InstagramProfile, LongLivedToken, ShortLivedToken } from "./schemas.js";
import type { Usage } from "./usage.js";

/**
 * The parts of the Instagram API with Instagram Login that Darkroom uses.
 *
 * Every call has a timeout of 10 s an attempt, makes at most three attempts, and ends with the caller's signal. Every failure
 * is an `InstagramError`. Errors and `onCall` never contain an address, token or code.
 */
export interface Instagram {
  authorizeUrl(request: AuthorizeRequest): string;
  exchangeCode(request: CodeRequest, call?: CallOptions): Promise<ShortLivedToken>;
  exchangeToken(shortLived: Secret, call?: CallOptions): Promise<LongLivedToken>;
  refreshToken(token: Secret, call?: RefreshOptions): Promise<LongLivedToken>;
  readProfile(token: Secret, call?: CallOptions): Promise<ReadProfile>;
  readAccountType(token: Secret, call?: CallOptions): Promise<string | null>;
  readMediaPage(token: Secret, page: PageRequest, call?: CallOptions): Promise<MediaPage>;
  readMedia(token: Secret, mediaId: string, call?: CallOptions): Promise<InstagramPost | null>;
  forAccount(accountId: string): Instagram;
  withListener(onCall: (call: InstagramCall) => void): Instagram;
}

export interface InstagramSettings {
  appId: string;
  appSecret: Secret;
  authorizeUrl: string;
  apiUrl: string;
  graphUrl: string;
  /** Such as `v26.0`; without a version, Instagram chooses by the app's age. */
  graphVersion: string;
}

export interface InstagramOptions {
  clock: Clock;
  admit?: CallGuard;
  onCall?: (call: InstagramCall) => void;
  timeoutMs?: number;
}

export type CallGuard = (requestedFields: CallInfo) => Promise<OnCallDone>;

export interface CallInfo {
  accountId: string | null;
  call: CallName;
  request: object;
}

/** Receives the result of an allowed attempt. Returns the failure for the caller, which may be a different one. */
export type OnCallDone = (result: CallResult) => Promise<InstagramError | null>;

export interface CallResult {
  usage: Usage | null;
  failure: InstagramError | null;
}

export interface CallOptions {
  /** The caller's budget for the whole operation. */
  signal?: AbortSignal | undefined;
}

export type CallName =
  | "exchangeCode"
  | "exchangeToken"
  | "refreshToken"
  | "readProfile"
  | "readMediaPage"
  | "readMedia";

export interface InstagramCall {
  call: CallName;
  attempt: number;
  ms: number;
  status: number | null;
  code: number | null;
  cause: InstagramErrorCause | null;
  usage: Usage | null;
}

export interface AuthorizeRequest {
  /** Must equal the redirect address of the consent page. */
  redirectUri: string;
  state: string;
  forceReauth: boolean;
}

export interface CodeRequest {
  code: string;
  redirectUri: string;
}

export interface PageRequest {
  after: MediaCursor | null;
  limit: number;
  rank?: number;
}

export interface MediaPage extends ReadPosts {
  /** Null on the last page. A page may be short or empty and still have a next one. */
  next: MediaCursor | null;
  /** The next page is on another host, so later posts are unknown. */
  isCutShort: boolean;
  /** The limit that succeeded: lower than requested if Instagram could not return that many. */
  limit: number;
  /** The requested fields of posts and album parts. The absence of other fields means nothing. */
  requestedFields: ReadonlySet<string>;
}

export interface ReadProfile extends InstagramProfile {
  /** Every field was requested, so that a missing one was removed. */
  isWhole: boolean;
}

export interface RefreshOptions extends CallOptions {
  /** An earlier attempt had no response, or the token may be too young. */
  isSuspected?: boolean;
}
