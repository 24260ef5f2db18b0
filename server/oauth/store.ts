import { and, eq, isNull, lt } from "drizzle-orm";
import type { Db } from "../lib/db.js";
import { type OauthStateRow, oauthStates } from "./table.js";

export async function insertState(db: Db, state: OauthStateRow): Promise<void> {
  await db.insert(oauthStates).values(state);
}

/** Spends a state that nobody has spent yet and answers it; with `beganBy`, only one that this caller began. */
export async function spendState(
  db: Db,
  spend: { hash: string; at: Date; beganBy: string | null },
): Promise<OauthStateRow | null> {
  const theirs = spend.beganBy === null ? undefined : eq(oauthStates.beganBy, spend.beganBy);
  const [row] = await db
    .update(oauthStates)
    .set({ spentAt: spend.at })
    .where(and(eq(oauthStates.hash, spend.hash), isNull(oauthStates.spentAt), theirs))
    .returning();
  return row ?? null;
}

/** Deletes the states that have run out. Rides on oauth_states_expires_idx. */
export async function deleteStates(db: Db, before: Date): Promise<number> {
  const rows = await db
    .delete(oauthStates)
    .where(lt(oauthStates.expiresAt, before))
    .returning({ hash: oauthStates.hash });
  return rows.length;
}
