import { type AppContext, inTransaction } from "../../app-context.js";
import { isPersonal } from "../../instagram/diagnose-permission.js";
import type { MediaPage, ReadProfile } from "../../instagram/types.js";
import { ApiError } from "../../lib/errors.js";
import type { Viewer } from "../../viewer.js";
import { grantAccount } from "../api-keys/grants.js";
import { recordEvent } from "../audit/record-event.js";
import { saveMedia } from "../media/save-media.js";
import { syncInBackground } from "../sync/sync-in-background.js";
import { saveSyncRuns } from "../sync/track-sync.js";
import { type GrantedToken, saveToken } from "../tokens/save-token.js";
import { redeemLink } from "./links.js";
import { saveAccount, withUsername } from "./save-account.js";

export const OPERATION_MS = 30_000;
const FIRST_PAGE_LIMIT = 50;

export interface TokenGrant {
  token: GrantedToken;
  exchangeUserId: string | null;
  profile: ReadProfile;
  page: MediaPage;
  /** How the profile and the page were read, for the account's first sync run. */
  reading: { startedAt: Date; ms: number; callCount: number };
}

/**
 * Reads a token's account and its newest posts.
 * @throws {InstagramError} when Instagram does not return them
 * @throws {ApiError} ACCOUNT_NOT_PROFESSIONAL for a personal account
 */
export async function fetchGrantDetails(
  app: AppContext,
  grant: Pick<TokenGrant, "token" | "exchangeUserId"> & { signal: AbortSignal },
): Promise<TokenGrant> {
  const { token, exchangeUserId, signal } = grant;
  const [startedAt, startedMs] = [app.clock.now(), performance.now()];
  let callCount = 0;
  const instagram = app.instagram.withListener(() => callCount++);
  const read = await instagram.readProfile(token.accessToken, { signal });
  if (isPersonal(read.accountType)) {
    const name = read.username === null ? "This" : `@${read.username}`;
    throw new ApiError("ACCOUNT_NOT_PROFESSIONAL", `${name} is a personal account.`);
  }
  const page = await instagram.readMediaPage(token.accessToken, { after: null, limit: FIRST_PAGE_LIMIT }, { signal });
  const profile = await withUsername(app, read, page.posts);
  const reading = { startedAt, ms: performance.now() - startedMs, callCount };
  return { token, exchangeUserId, profile, page, reading };
}

export interface Connection {
  granted: TokenGrant;
  by: Viewer;
  reference: string | null;
  linkId: string | null;
  action: "connected" | "imported";
  /** Only an account that is there already: one that was erased meanwhile does not come back. */
  isKnown?: boolean;
}

/**
 * Stores the account, its encrypted token and its newest posts in one transaction, and returns the account's id. Adds
 * the account to a key with a list; redeems a connect link. What was read is the account's first sync run.
 * @throws {ApiError} STATE_INVALID when the link was used or revoked meanwhile; nothing is stored
 * @throws {ApiError} NOT_FOUND when the account had to be there and is gone; nothing is stored
 */
export async function saveConnection(app: AppContext, connection: Connection): Promise<string> {
  const { granted, by, reference, linkId, action } = connection;
  const { profile, exchangeUserId, token, page, reading } = granted;
  const isWhole = page.next === null;
  const { id } = await inTransaction(app, async (app) => {
    const account = await saveAccount(app, { profile, exchangeUserId, reference, isWhole, by });
    if (connection.isKnown && account.isNew) throw new ApiError("NOT_FOUND", "The account is not connected any more.");
    await saveToken(app, account.id, token);
    const saved = await saveMedia(app, account.id, page);
    await grantAccount(app, by, account.id);
    if (linkId !== null) await redeemLink(app, linkId, account.id);
    const isReturn = !account.isNew && action === "connected";
    await recordEvent(app, {
      by,
      action: isReturn ? "account.reconnected" : `account.${action}`,
      accountId: account.id,
      subject: linkId,
    });
    const { startedAt, ms, callCount } = reading;
    const counts = {
      ...saved,
      removedCount: 0,
      unknownTypeCount: page.unknownTypeCount,
      brokenCount: page.brokenCount,
    };
    const run = { accountId: account.id, startedAt, ms, full: isWhole, outcome: "OK", cause: null } as const;
    await saveSyncRuns(app, [{ ...run, counts: { ...counts, callCount } }]);
    return account;
  });
  app.log.info({ accountId: id, action }, "account connected");
  if (!isWhole && app.config.jobs) syncInBackground(app, id);
  return id;
}
