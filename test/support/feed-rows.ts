import type { AppContext } from "../../server/app-context.js";
import { accountStates, accounts, type NewAccountRow } from "../../server/db/schema/accounts.js";
import { type MediaRow, media } from "../../server/db/schema/media.js";
import { tokens } from "../../server/db/schema/tokens.js";
import { parseCaption } from "../../server/features/media/parse-caption.js";
import { fold } from "../../server/lib/case-fold.js";
import { DAY_MS } from "../../server/lib/clock.js";

/** A sandbox account with a token of 60 days, without a handshake. */
export async function insertAccount(
  app: AppContext,
  id: string,
  columns: Partial<NewAccountRow> = {},
): Promise<string> {
  const now = app.clock.now();
  const username = columns.username ?? id;
  const account = {
    id,
    sandbox: true,
    appId: app.config.instagram.appId,
    scopedId: id,
    username,
    usernameFolded: fold(username),
    nameFolded: columns.name ? fold(columns.name) : null,
    referenceFolded: columns.reference ? fold(columns.reference) : null,
    connectedAt: now,
    syncedAt: now,
    ...columns,
  };
  await app.db.insert(accounts).values(account);
  await app.db.insert(accountStates).values({ ...account, accountId: id });
  const expiresAt = new Date(now.getTime() + 60 * DAY_MS);
  await app.db.insert(tokens).values({ ...account, accountId: id, sealed: "sealed", issuedAt: now, expiresAt });
  return id;
}

export type PostColumns = Partial<Omit<MediaRow, "captionFolded" | "hashtags" | "mentions">> &
  Pick<MediaRow, "accountId" | "id">;

/** Posts and parts, their captions read as a sync reads them. */
export async function insertPosts(app: AppContext, posts: readonly PostColumns[]): Promise<void> {
  const rows = posts.map((post) => {
    const { folded, hashtags, mentions } = parseCaption(post.caption ?? null);
    const timestamp = post.timestamp ?? app.clock.now();
    return { mediaType: "IMAGE", ...post, timestamp, captionFolded: folded, hashtags, mentions };
  });
  if (rows.length > 0) await app.db.insert(media).values(rows);
}
