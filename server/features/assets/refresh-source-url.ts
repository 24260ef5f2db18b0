import type { AppContext } from "../../app-context.js";
import type { PictureRow } from "../../db/schema/pictures.js";
import { InstagramError, isReconnectCause } from "../../instagram/errors.js";
import type { Secret } from "../../lib/secret.js";
import { type OpenToken, readToken } from "../tokens/read-token.js";
import { settleRecorded, settleRevocation } from "../tokens/settle-revocation.js";
import { recordRevocation } from "../tokens/token-failure.js";
import { CopyError } from "./copy-error.js";

const OPERATION_MS = 30_000;

/**
 * Requests a new address of a picture or video from Instagram, by post id.
 * @throws {CopyError} TOKEN_DEAD without a working token, GONE when it no longer exists, otherwise Instagram's failure
 */
export async function refreshSourceUrl(
  app: AppContext,
  picture: Pick<PictureRow, "accountId" | "mediaId" | "kind">,
): Promise<string> {
  const { accountId } = picture;
  const token = await requireToken(app, accountId);
  try {
    const source = await readFromInstagram(
      { ...app, instagram: app.instagram.forAccount(accountId) },
      picture,
      token.secret,
    );
    if (source) return source;
  } catch (error) {
    if (!(error instanceof InstagramError)) throw error;
    const settled = await settleRevocation(app, accountId, error);
    if (isReconnectCause(settled.failureCause)) {
      await recordRevocation(app, { accountId, ...token }, settled);
      await settleRecorded(app, accountId, settled);
      throw new CopyError("TOKEN_DEAD");
    }
    if (error.blocked) throw new CopyError("RATE_LIMITED", { blockedUntil: error.blocked.until });
    const cause = error.failureCause === "INSTAGRAM_RATE_LIMITED" ? "RATE_LIMITED" : "UNAVAILABLE";
    throw new CopyError(cause, { retryAfterS: error.retryAfterS });
  }
  throw new CopyError("GONE");
}

/** @throws {CopyError} TOKEN_DEAD without a working token */
export async function requireToken(app: AppContext, accountId: string): Promise<OpenToken> {
  return await readToken(app, accountId).catch((error: unknown) => {
    if (error instanceof InstagramError) throw new CopyError("TOKEN_DEAD");
    throw error;
  });
}

async function readFromInstagram(
  app: AppContext,
  { mediaId, kind }: Pick<PictureRow, "mediaId" | "kind">,
  token: Secret,
) {
  const signal = AbortSignal.timeout(OPERATION_MS);
  if (mediaId === null) return (await app.instagram.readProfile(token, { signal })).profilePictureUrl;
  const post = await app.instagram.readMedia(token, mediaId, { signal });
  return kind === "POSTER" ? post?.thumbnailUrl : post?.mediaUrl;
}
