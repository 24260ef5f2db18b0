import type { World } from "../../app-context.js";
import type { AccountRow } from "../../db/schema/accounts.js";
import { InstagramError } from "../../instagram/errors.js";
import type { InstagramPost } from "../../instagram/media-schemas.js";
import type { ReadProfile } from "../../instagram/read-profile.js";
import { fold } from "../../lib/case-fold.js";
import { newId } from "../../lib/id.js";
import type { Viewer } from "../../viewer.js";
import { transferGrants } from "../api-keys/transfer-grants.js";
import { enqueueProfilePicture } from "../assets/enqueue-profile-picture.js";
import { retryPictures } from "../assets/retry-pictures.js";
import { recordEvent } from "../audit/record-event.js";
import { eraseAccount } from "../privacy/erase-account.js";
import { profileToRow } from "../sync/profile-to-row.js";
import { NO_ABSENCE } from "../sync/settle-absence.js";
import { nextFullSyncAt, nextSyncAt } from "../sync/sync-schedule.js";
import { insertAccount, lockIdentity, reconnectAccount, selectByIdentity } from "./store.js";
import { transferLinks } from "./transfer-links.js";

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
 * Keeps the account that was just connected and answers its id: the one that is there already, whose id, media and words
 * stay, or a new one. Where Instagram's ids tell that two are one person, the older one stays and the other is erased, with
 * a line in the record. Call it in a transaction: it holds locks, so that two handshakes of one person make one account.
 */
export async function saveAccount(world: World, connected: ConnectedAccount): Promise<{ id: string; isNew: boolean }> {
  const { profile, exchangeUserId, reference, isWhole, by } = connected;
  const now = world.clock.now();
  const identity = identityOf(world, profile);
  await lockIdentity(world.db, identity);
  const [known, duplicate] = await selectByIdentity(world.db, identity);
  if (known && duplicate) await mergeDuplicate(world, { known, duplicate, by });
  const id = known?.id ?? newId("acc");
  const columns = {
    ...identity,
    userId: identity.userId ?? known?.userId ?? null,
    ...(exchangeUserId ? { exchangeUserId } : {}),
    ...profileToRow(profile),
    ...(reference === null ? {} : { reference, referenceFolded: fold(reference) }),
    syncedAt: now,
    // What connecting did not read follows at once, as a job.
    nextSyncAt: isWhole ? nextSyncAt(world, id, { from: now }) : now,
    nextFullSyncAt: isWhole ? nextFullSyncAt(world, id, { from: now }) : now,
    syncFailureCause: null,
    syncFailedAt: null,
    syncAttempts: 0,
    ...NO_ABSENCE,
  };
  if (known) {
    await reconnectAccount(world.db, id, columns);
    if (columns.picturePath !== undefined) await enqueueProfilePicture(world, id, profile.profilePictureUrl);
    await retryPictures(world, id);
    return { id, isNew: false };
  }
  const { username } = profile;
  if (username === null) throw namelessProfile();
  await insertAccount(world.db, { id, ...columns, username, usernameFolded: fold(username), connectedAt: now });
  await enqueueProfilePicture(world, id, profile.profilePictureUrl);
  return { id, isNew: true };
}

/** A profile with the name that this person is known by, or that all their posts bear, where Instagram did not tell it. */
export async function withUsername(
  world: World,
  profile: ReadProfile,
  posts: readonly InstagramPost[],
): Promise<ReadProfile & { username: string }> {
  const [known] = profile.username === null ? await selectByIdentity(world.db, identityOf(world, profile)) : [];
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
export async function findAccounts(world: World, profile: ReadProfile): Promise<string[]> {
  const known = await selectByIdentity(world.db, identityOf(world, profile));
  return known.map(({ id }) => id);
}

/** Its files go with the next tidying; links for it and keys that name it go on for the account that stays. */
async function mergeDuplicate(
  world: World,
  { known, duplicate, by }: { known: AccountRow; duplicate: AccountRow; by: Viewer },
): Promise<void> {
  await transferLinks(world, { from: duplicate.id, to: known.id });
  await transferGrants(world, { from: duplicate.id, to: known.id });
  await eraseAccount(world, duplicate.id);
  await recordEvent(world, { by, action: "account.erased", accountId: duplicate.id, subject: known.id });
}

function identityOf(world: World, profile: ReadProfile) {
  const { mode, instagram } = world.config;
  return { sandbox: mode === "sandbox", appId: instagram.appId, scopedId: profile.id, userId: profile.userId };
}
