import type { Clock } from "../lib/clock.js";
import type { Secret } from "../lib/secret.js";
import type { MediaCursor } from "./cursor.js";
import type { InstagramError, InstagramErrorCause } from "./errors.js";
import type { InstagramPost, ReadPosts } from "./media-schemas.js";
import type { InstagramProfile, LongLivedToken, ShortLivedToken } from "./schemas.js";
import type { Usage } from "./usage.js";

/**
 * The Instagram API with Instagram Login, as much of it as this server uses.
 *
 * Every call gives up after 10 s an attempt, makes at most three attempts, and ends with the caller's signal.
 * Every failure is an `InstagramError`; no error and no `onCall` holds an address, a token or a code.
 */
export interface Instagram {
  authorizeUrl(request: AuthorizeRequest): string;
  exchangeCode(request: CodeRequest, call?: CallOptions): Promise<ShortLivedToken>;
  exchangeToken(shortLived: Secret, call?: CallOptions): Promise<LongLivedToken>;
  refreshToken(token: Secret, call?: RefreshOptions): Promise<LongLivedToken>;
  readProfile(token: Secret, call?: CallOptions): Promise<ReadProfile>;
  /** As little as tells whether a token is served at all. */
  readAccountType(token: Secret, call?: CallOptions): Promise<string | null>;
  readMediaPage(token: Secret, page: PageRequest, call?: CallOptions): Promise<MediaPage>;
  readMedia(token: Secret, mediaId: string, call?: CallOptions): Promise<InstagramPost | null>;
  /** The same client for the calls of one account of ours, so that what Instagram says of its traffic is told apart. */
  forAccount(accountId: string): Instagram;
  /** The same client, for one piece of work that wants to hear of its own attempts too. */
  withListener(onCall: (call: InstagramCall) => void): Instagram;
}

export interface InstagramSettings {
  appId: string;
  appSecret: Secret;
  authorizeUrl: string;
  /** Where codes are exchanged. */
  apiUrl: string;
  graphUrl: string;
  /** Such as `v26.0`; without one Instagram would choose by the app's age. */
  graphVersion: string;
}

export interface InstagramOptions {
  clock: Clock;
  /** Asked before every attempt; left out: each is admitted. */
  admit?: CallGuard;
  /** Told of every attempt, after it. */
  onCall?: (call: InstagramCall) => void;
  /** For one attempt. */
  timeoutMs?: number;
}

/** Lets an attempt be made, or throws the `InstagramError` that it is withheld with. */
export type CallGuard = (asked: CallInfo) => Promise<OnCallDone>;

export interface CallInfo {
  accountId: string | null;
  call: CallName;
  /** The same for all attempts of one call. */
  request: object;
}

/** Told what came of an admitted attempt; answers the failure that the caller is to meet, which may be another one. */
export type OnCallDone = (came: CallResult) => Promise<InstagramError | null>;

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

/** One attempt, as logs and metrics may know it. */
export interface InstagramCall {
  call: CallName;
  /** Counted from 1 within one call. */
  attempt: number;
  ms: number;
  /** Null when there was no answer. */
  status: number | null;
  code: number | null;
  cause: InstagramErrorCause | null;
  usage: Usage | null;
}

export interface AuthorizeRequest {
  redirectUri: string;
  state: string;
  /** Makes the person log in anew, so that they can choose another account. */
  forceReauth: boolean;
}

export interface CodeRequest {
  code: string;
  /** The very one that the consent page was opened with. */
  redirectUri: string;
}

export interface PageRequest {
  /** Null for the newest posts. */
  after: MediaCursor | null;
  limit: number;
  /** How many posts stand before it, as far as is known; for the order of posts whose time is not told. */
  rank?: number;
}

export interface MediaPage extends ReadPosts {
  /** Null on the last page. A page may be short or empty and still have a next one. */
  next: MediaCursor | null;
  /** The next page is said to be on another host, so that what follows is unknown. */
  isCutShort: boolean;
  /** How many were asked for in the end: less than wanted where Instagram could not answer for so many. */
  limit: number;
  /** The fields of posts, and of their parts where both have one, that were asked for: what lacks of others says nothing. */
  asked: ReadonlySet<string>;
}

export interface ReadProfile extends InstagramProfile {
  /** Every field was asked for, so that one that lacks was taken away. */
  isWhole: boolean;
}

export interface RefreshOptions extends CallOptions {
  /** An earlier try had no answer, or the token may be too young. */
  isSuspected?: boolean;
}
