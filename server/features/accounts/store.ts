import { and, eq, inArray, isNull } from "drizzle-orm";
import type { Db } from "../../db/db.js";
import { type AccountRow, accounts, type NewAccountRow } from "../../db/schema/accounts.js";
import type { AccessScope } from "../../viewer.js";

export async function hasLiveAccount(db: Db): Promise<boolean> {
  const [row] = await db.select({ id: accounts.id }).from(accounts).where(eq(accounts.sandbox, false)).limit(1);
  return row !== undefined;
}

export async function selectVisibleAccount(db: Db, id: string, accessScope: AccessScope): Promise<AccountRow | null> {
  const among = accessScope.accountIds ? inArray(accounts.id, [...accessScope.accountIds]) : undefined;
  const [row] = await db
    .select()
    .from(accounts)
    .where(and(eq(accounts.id, id), eq(accounts.sandbox, accessScope.sandbox), among))
    .limit(1);
  return row ?? null;
}

export async function changeAccount(
  db: Db,
  id: string,
  changes: Partial<Pick<NewAccountRow, "paused" | "reference" | "referenceFolded" | "tags" | "note" | "snoozedUntil">>,
): Promise<void> {
  await db.update(accounts).set(changes).where(eq(accounts.id, id));
}

export async function rescheduleAccounts(
  db: Db,
  ids: readonly string[],
  { at, cause }: { at: Date; cause?: string | undefined },
): Promise<void> {
  await db
    .update(accounts)
    .set({ nextSyncAt: at, ...(cause !== undefined && { syncFailureCause: cause }) })
    .where(and(inArray(accounts.id, [...ids]), isNull(accounts.nextSyncAt)));
}

export async function unscheduleAccount(db: Db, id: string, { at, cause }: { at: Date; cause: string }): Promise<void> {
  await db
    .update(accounts)
    .set({ nextSyncAt: null, syncFailureCause: cause, syncFailedAt: at })
    .where(eq(accounts.id, id));
}
