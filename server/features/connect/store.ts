import { and, eq, or, sql } from "drizzle-orm";
import { contentChanged, EVERYTHING } from "../../db/content-changes.js";
import type { Db } from "../../db/db.js";
import { deletePictures } from "../../db/delete-pictures.js";
import {
  type AccountRow,
  accountColumns,
  accountStates,
  accounts,
  type NewAccountRow,
} from "../../db/schema/accounts.js";
import { erasures } from "../../db/schema/erasures.js";

/** Until the transaction ends, even if only one flow has the `user_id`. In order, against deadlocks. */
export async function lockIdentity(db: Db, { sandbox, appId, scopedId, userId }: Identity): Promise<void> {
  const names = [
    `connect:${sandbox}:scoped:${appId}:${scopedId}`,
    ...(userId ? [`connect:${sandbox}:user:${userId}`] : []),
  ];
  await db.execute(sql`
    select pg_advisory_xact_lock(hash)
    from (select distinct hashtext(name) as hash from unnest(${sql.param(names)}::text[]) name order by hash offset 0) hashes`);
}

export interface Identity {
  sandbox: boolean;
  appId: string;
  scopedId: string;
  userId: string | null;
}

/**
 * The accounts with these Instagram ids (`user_id` or the app's own id), oldest first. Rarely two: another app connected the
 * person while `user_id` was missing. Uses the two unique indexes.
 */
export async function selectByIdentity(db: Db, identity: Identity): Promise<AccountRow[]> {
  const scoped = and(eq(accounts.appId, identity.appId), eq(accounts.scopedId, identity.scopedId));
  const same = identity.userId ? or(eq(accounts.userId, identity.userId), scoped) : scoped;
  return await db
    .select(accountColumns)
    .from(accounts)
    .innerJoin(accountStates, eq(accountStates.accountId, accounts.id))
    .where(and(eq(accounts.sandbox, identity.sandbox), same))
    .orderBy(accounts.connectedAt, accounts.id)
    .limit(2);
}

/** Call it in a transaction. */
export async function insertAccount(db: Db, account: NewAccountRow): Promise<void> {
  await db.insert(accounts).values(account);
  await db.insert(accountStates).values({ ...account, accountId: account.id });
  contentChanged(db, EVERYTHING);
}

/** Call it in a transaction. */
export async function reconnectAccount(db: Db, id: string, changes: Partial<NewAccountRow>): Promise<void> {
  const taken = { syncLeaseUntil: null, syncFence: sql`${accountStates.syncFence} + 1` };
  await db
    .update(accountStates)
    .set({ ...changes, ...taken })
    .where(eq(accountStates.accountId, id));
  await db.update(accounts).set(changes).where(eq(accounts.id, id));
  contentChanged(db, EVERYTHING);
}

/** Uses index erasures_account_idx. */
export async function moveErasures(db: Db, { from, to }: { from: string; to: string }): Promise<void> {
  await db
    .update(erasures)
    .set({ accountId: to })
    .where(and(eq(erasures.accountId, from), eq(erasures.state, "PENDING")));
}

/** The state first, as a sync locks it before it changes pictures. Call it in a transaction. */
export async function deleteDuplicate(db: Db, id: string): Promise<void> {
  await db.delete(accountStates).where(eq(accountStates.accountId, id));
  await deletePictures(db, id);
  await db.delete(accounts).where(eq(accounts.id, id));
  contentChanged(db, EVERYTHING);
}
