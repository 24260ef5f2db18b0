import type { AppContext } from "../../app-context.js";
import type { AccountStatus } from "../../db/schema/accounts.js";
import { type PostTile, postTile, TILE_FIELDS } from "../feed/post-tile.js";
import { type FeedRow, readAccount } from "../feed/read-accounts.js";
import { type AccountSelection, mediaList } from "../feed/selection.js";
import { describeToken, type TokenColumns, type TokenView } from "../tokens/describe-token.js";
import type { Owner } from "./session.js";

const POSTS_SHOWN = 8;

const SELECTION: AccountSelection = {
  columns: new Set(["id", "username", "status", "paused", "connectedAt", "syncedAt", "stale"]),
  profile: new Set(["name", "biography", "website", "profilePictureUrl"]),
  token: true,
  lists: [mediaList({ key: "media", args: { first: POSTS_SHOWN }, fields: TILE_FIELDS })],
};

export interface OwnAccount {
  id: string;
  username: string;
  name: string | null;
  biography: string | null;
  website: string | null;
  pictureUrl: string | null;
  status: AccountStatus;
  paused: boolean;
  stale: boolean;
  connectedAt: Date;
  syncedAt: Date | null;
  token: TokenView | null;
  posts: readonly PostTile[];
}

export async function readOwnAccount(app: AppContext, owner: Owner): Promise<OwnAccount | null> {
  const row = await readAccount(app, owner, { id: owner.accountId, selection: SELECTION });
  if (!row) return null;
  const profile = row.profile as Record<string, string | null>;
  const token = row.token as TokenColumns | null;
  return {
    id: String(row.id),
    username: String(row.username),
    name: profile.name ?? null,
    biography: profile.biography ?? null,
    website: profile.website ?? null,
    pictureUrl: profile.profilePictureUrl ?? null,
    status: row.status as AccountStatus,
    paused: row.paused === true,
    stale: row.stale === true,
    connectedAt: new Date(String(row.connectedAt)),
    syncedAt: row.syncedAt === null ? null : new Date(String(row.syncedAt)),
    token: token && describeToken(token, app.clock.now()),
    posts: (row["list:media"] as FeedRow[]).map(postTile),
  };
}
