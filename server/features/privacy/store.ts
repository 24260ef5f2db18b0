import { eq } from "drizzle-orm";
import type { Db } from "../../db/db.js";
import { accounts } from "../../db/schema/accounts.js";

/** Deletes the account with everything that hangs on it; false when it was gone already. */
export async function deleteAccount(db: Db, id: string): Promise<boolean> {
  const rows = await db.delete(accounts).where(eq(accounts.id, id)).returning({ id: accounts.id });
  return rows.length === 1;
}

/** Deletes the accounts of the sandbox with everything that hangs on them; returns how many. */
export async function deleteSandboxAccounts(db: Db): Promise<number> {
  const rows = await db.delete(accounts).where(eq(accounts.sandbox, true)).returning({ id: accounts.id });
  return rows.length;
}
