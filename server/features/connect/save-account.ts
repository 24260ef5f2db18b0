import type { AppContext } from "../../app-context.js";
import type { AccountRow } from "../../db/schema/accounts.js";
import { InstagramError } from "../../instagram/errors.js";
import type { InstagramPost } from "../../instagram/media-schemas.js";
import type { ReadProfile } from "../../instagram/types.js";
import { fold } from "../../lib/case-fold.js";
import { newId } from "../../lib/id.js";
import type { Viewer } from "../../viewer.js";
import { transferGrants } from "../api-keys/grants.js";
import { enqueueProfilePicture, retryPictures } from "../assets/enqueue-pictures.js";
import { recordEvent } from "../audit/record-event.js";
import { transferFeeds } from "../feeds/transfer-feeds.js";
import { profileToRow } from "../sync/profile-to-row.js";
import { NO_ABSENCE } from "../sync/settle-absence.js";
import { nextFullSyncAt, nextSyncAt } from "../sync/sync-schedule.js";
import { transferLinks } from "./links.js";
import {
  deleteDuplicate,
  insertAccount,
  lockIdentity,
  moveErasures,
  reconnectAccount,
  selectByIdentity,
} from "./store.js";

export interface ConnectedAccount {
  profile: ReadProfile;
  exchangeUserId: string | null;
  /** Null keeps the current one. */
  reference: string | null;
  isWhole: boolean;
  by: Viewer;
}

/**
 * Stores the connected account and returns its id: the existing one with its media and labels, or a new one. If Instagram's ids
 * show that two accounts are one person, the older one stays and the other is erased with an audit log entry. Call it in a
 * transaction: its locks make concurrent flows of one person create one account.
 */
export async function saveAccount(
  app: AppContext,
  connected: ConnectedAccount,
): Promise<{ id: string; isNew: boolean }> {
  const { profile, exchangeUserId, reference, isWhole, by } = connected;
  const now = app.clock.now();
  const identity = identityOf(app, profile);
  await lockIdentity(app.db, identity);
  const [known, duplicate] = await selectByIdentity(app.db, identity);
  if (known && duplicate) await mergeDuplicate(app, { known, duplicate, by });
  const id = known?.id ?? newId("acc");
  const columns = {
    ...identity,
    userId: identity.userId ?? known?.userId ?? null,
    ...(exchangeUserId ? { exchangeUserId } : {}),
    ...profileToRow(profile),
    namedAt: now,
    ...(reference === null ? {} : { reference, referenceFolded: fold(reference) }),
    syncedAt: now,
    // A sync follows at once for the posts that connecting did not read.
    nextSyncAt: isWhole ? nextSyncAt(app, id, { from: now }) : now,
    nextFullSyncAt: isWhole ? nextFullSyncAt(app, id, { from: now }) : now,
    syncFailureCause: null,
    syncFailedAt: null,
    syncAttempts: 0,
    ...NO_ABSENCE,
  };
  if (known) {
    await reconnectAccount(app.db, id, columns);
    if (columns.picturePath !== undefined) await enqueueProfilePicture(app, id, profile.profilePictureUrl);
    await retryPictures(app, id);
    return { id, isNew: false };
  }
  const { username } = profile;
  if (username === null) throw namelessProfile();
  await insertAccount(app.db, { id, ...columns, username, usernameFolded: fold(username), connectedAt: now });
  await enqueueProfilePicture(app, id, profile.profilePictureUrl);
  return { id, isNew: true };
}

/** If Instagram omits the username, uses the known one, or the one on all posts. */
export async function withUsername(
  app: AppContext,
  profile: ReadProfile,
  posts: readonly InstagramPost[],
): Promise<ReadProfile & { username: string }> {
  const [known] = profile.username === null ? await selectByIdentity(app.db, identityOf(app, profile)) : [];
  const username = profile.username ?? known?.username ?? nameOfAll(posts);
  if (username === undefined) throw namelessProfile();
  return { ...profile, username };
}

/** A shared post may carry another account's username. */
function nameOfAll(posts: readonly InstagramPost[]): string | undefined {
  const [name, ...others] = new Set(posts.map(({ username }) => username));
  return others.length === 0 && name ? name : undefined;
}

function namelessProfile(): InstagramError {
  return new InstagramError("Instagram did not return this account's username.", {
    failureCause: "INSTAGRAM_UNAVAILABLE",
    nextStep:
      "Connect the account again in a few minutes. If that does not help, publish a post at Instagram first: it tells the name.",
  });
}

/** The one that stays first; empty for a new person. */
export async function findAccounts(app: AppContext, profile: ReadProfile): Promise<string[]> {
  const known = await selectByIdentity(app.db, identityOf(app, profile));
  return known.map(({ id }) => id);
}

/** The next clean-up removes its files; its links, keys, feeds and pending erasures move to the account that stays. */
async function mergeDuplicate(
  app: AppContext,
  { known, duplicate, by }: { known: AccountRow; duplicate: AccountRow; by: Viewer },
): Promise<void> {
  await transferLinks(app, { from: duplicate.id, to: known.id });
  await transferGrants(app, { from: duplicate.id, to: known.id });
  await transferFeeds(app, { from: duplicate.id, to: known.id });
  await moveErasures(app.db, { from: duplicate.id, to: known.id });
  await deleteDuplicate(app.db, duplicate.id);
  await recordEvent(app, { by, action: "account.erased", accountId: duplicate.id, subject: known.id });
}

function identityOf(app: AppContext, profile: ReadProfile) {
  const { mode, instagram } = app.config;
  return { sandbox: mode === "sandbox", appId: instagram.appId, scopedId: profile.id, userId: profile.userId };
}
