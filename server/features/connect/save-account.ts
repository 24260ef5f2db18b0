import type { AppContext } from "../../app-context.js";
import type { AccountRow } from "../../db/schema/accounts.js";
import { InstagramError } from "../../instagram/errors.js";
import type { InstagramPost } from "../../instagram/media-schemas.js";
import type { ReadProfile } from "../../instagram/types.js";
import { fold } from "../../lib/case-fold.js";
import { newId } from "../../lib/id.js";
import type { Viewer } from "../../viewer.js";
import { transferGrants } from "../api-keys/grants.js";
import { enqueueProfilePicture } from "../assets/enqueue-pictures.js";
import { retryPictures } from "../assets/retry-pictures.js";
import { recordEvent } from "../audit/record-event.js";
import { eraseAccount } from "../privacy/erase-account.js";
import { profileToRow } from "../sync/profile-to-row.js";
import { NO_ABSENCE } from "../sync/settle-absence.js";
import { nextFullSyncAt, nextSyncAt } from "../sync/sync-schedule.js";
import { transferLinks } from "./links.js";
import { insertAccount, lockIdentity, reconnectAccount, selectByIdentity } from "./store.js";

export interface ConnectedAccount {
  profile: ReadProfile;
  exchangeUserId: string | null;
  /** The operator's own word for it; null leaves what is there. */
  reference: string | null;
  /** Whether the newest page held all posts there are. */
  isWhole: boolean;
  /** Who connects it. */
  by: Viewer;
}

/**
 * Keeps the account that was just connected and returns its id: the one that is there already, whose id, media and words
 * stay, or a new one. Where Instagram's ids tell that two are one person, the older one stays and the other is erased, with
 * an audit log entry. Call it in a transaction: it holds locks, so that two OAuth flows of one person make one account.
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
    ...(reference === null ? {} : { reference, referenceFolded: fold(reference) }),
    syncedAt: now,
    // What connecting did not read follows at once, as a job.
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

/** A profile with the name that this person is known by, or that all their posts bear, where Instagram did not tell it. */
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

/** A post that is another account's too may bear that one's name. */
function nameOfAll(posts: readonly InstagramPost[]): string | undefined {
  const [name, ...others] = new Set(posts.map(({ username }) => username));
  return others.length === 0 && name ? name : undefined;
}

function namelessProfile(): InstagramError {
  return new InstagramError("Instagram did not tell the username of this account.", {
    failureCause: "INSTAGRAM_UNAVAILABLE",
    nextStep:
      "Connect the account again in a few minutes. If that does not help, publish a post at Instagram first: it tells the name.",
  });
}

/** The accounts that this person already has here, the one that stays first; empty when they were never connected. */
export async function findAccounts(app: AppContext, profile: ReadProfile): Promise<string[]> {
  const known = await selectByIdentity(app.db, identityOf(app, profile));
  return known.map(({ id }) => id);
}

/** Its files go with the next tidying; links for it and keys that name it go on for the account that stays. */
async function mergeDuplicate(
  app: AppContext,
  { known, duplicate, by }: { known: AccountRow; duplicate: AccountRow; by: Viewer },
): Promise<void> {
  await transferLinks(app, { from: duplicate.id, to: known.id });
  await transferGrants(app, { from: duplicate.id, to: known.id });
  await eraseAccount(app, duplicate.id);
  await recordEvent(app, { by, action: "account.erased", accountId: duplicate.id, subject: known.id });
}

function identityOf(app: AppContext, profile: ReadProfile) {
  const { mode, instagram } = app.config;
  return { sandbox: mode === "sandbox", appId: instagram.appId, scopedId: profile.id, userId: profile.userId };
}
