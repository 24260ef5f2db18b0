import type { InstagramProfile } from "../instagram/shapes.js";
import { newId } from "../lib/id.js";
import type { World } from "../world.js";
import { profileColumns } from "./profile-columns.js";
import { insertAccount, lockIdentity, selectByIdentity, updateAccount } from "./store.js";

export interface ConnectedAccount {
  profile: InstagramProfile;
  exchangeUserId: string | null;
  /** The operator's own word for it; null leaves what is there. */
  reference: string | null;
  /** Whether the newest page held all posts there are. */
  isWhole: boolean;
}

/**
 * Keeps the account that was just connected and answers its id: the one that is there already, whose id, media and words
 * stay, or a new one. Call it in a transaction: it holds a lock, so that two handshakes of one person make one account.
 */
export async function saveAccount(world: World, connected: ConnectedAccount): Promise<{ id: string; isNew: boolean }> {
  const { profile, exchangeUserId, reference, isWhole } = connected;
  const now = world.clock.now();
  const later = (ms: number) => new Date(now.getTime() + ms);
  const identity = identityOf(world, profile);
  await lockIdentity(world.db, `connect:${identity.sandbox}:${identity.userId ?? identity.scopedId}`);
  const known = await selectByIdentity(world.db, identity);
  const columns = {
    ...identity,
    userId: identity.userId ?? known?.userId ?? null,
    ...(exchangeUserId ? { exchangeUserId } : {}),
    ...profileColumns(profile),
    ...(reference === null ? {} : { reference }),
    syncedAt: now,
    // What connecting did not read follows at once, as a job.
    nextSyncAt: isWhole ? later(world.config.syncEveryMs) : now,
    nextSweepAt: isWhole ? later(world.config.sweepEveryMs) : now,
    syncFailureCause: null,
    syncFailedAt: null,
    syncAttempts: 0,
  };
  if (known) {
    await updateAccount(world.db, known.id, columns);
    return { id: known.id, isNew: false };
  }
  const id = newId("acc");
  await insertAccount(world.db, { id, ...columns, connectedAt: now });
  return { id, isNew: true };
}

/** The account that this person already has here; null when they were never connected. */
export async function findAccount(world: World, profile: InstagramProfile): Promise<string | null> {
  const known = await selectByIdentity(world.db, identityOf(world, profile));
  return known?.id ?? null;
}

function identityOf(world: World, profile: InstagramProfile) {
  const { mode, instagram } = world.config;
  return { sandbox: mode === "sandbox", appId: instagram.appId, scopedId: profile.id, userId: profile.userId };
}
