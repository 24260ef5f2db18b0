import type { Clock } from "../lib/clock.js";
import type { Secret } from "../lib/secret.js";
import { type AuthorizeRequest, authorizeUrl } from "./authorize-url.js";
import type { ClientContext } from "./client-context.js";
import { readAccountType } from "./diagnose-permission.js";
import type { InstagramError, InstagramErrorCause } from "./errors.js";
import { type CodeRequest, exchangeCode } from "./exchange-code.js";
import { exchangeToken } from "./exchange-token.js";
import { createFieldAvailability } from "./field-availability.js";
import type { InstagramPost } from "./media-schemas.js";
import { readMedia } from "./read-media.js";
import { type MediaPage, type PageRequest, readMediaPage } from "./read-media-page.js";
import { type ReadProfile, readProfile } from "./read-profile.js";
import { type RefreshOptions, refreshToken } from "./refresh-token.js";
import type { LongLivedToken, ShortLivedToken } from "./schemas.js";
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
  of(accountId: string): Instagram;
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

export function createInstagram(settings: InstagramSettings, options: InstagramOptions): Instagram {
  const edge: ClientContext = {
    settings,
    clock: options.clock,
    timeoutMs: options.timeoutMs ?? 10_000,
    fields: createFieldAvailability(options.clock),
    accountId: null,
    admit:
      options.admit ??
      (async () =>
        async ({ failure }) =>
          failure),
    onCall: options.onCall ?? (() => {}),
  };
  return clientOf(edge);
}

function clientOf(edge: ClientContext): Instagram {
  return {
    authorizeUrl: (request) => authorizeUrl(edge.settings, request),
    exchangeCode: (request, call = {}) => exchangeCode(edge, request, call),
    exchangeToken: (shortLived, call = {}) => exchangeToken(edge, shortLived, call),
    refreshToken: (token, call = {}) => refreshToken(edge, token, call),
    readProfile: (token, call = {}) => readProfile(edge, token, call),
    readAccountType: (token, call = {}) => readAccountType(edge, token, call.signal),
    readMediaPage: (token, page, call = {}) => readMediaPage(edge, token, { ...page, ...call }),
    readMedia: (token, mediaId, call = {}) => readMedia(edge, token, { mediaId, ...call }),
    of: (accountId) => clientOf({ ...edge, accountId }),
    withListener: (onCall) =>
      clientOf({
        ...edge,
        onCall(call) {
          edge.onCall(call);
          onCall(call);
        },
      }),
  };
}
