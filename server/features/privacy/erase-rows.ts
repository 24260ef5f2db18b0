import type { AppContext } from "../../app-context.js";
import type { ErasedCounts } from "../../db/schema/erasures.js";
import { removeFromMessages } from "../alerts/remove-from-messages.js";
import { countRowsOf, deleteAccount, deleteLinksOf, deleteStatesOf, lockAccount, stripEvents } from "./store.js";

/**
 * Deletes every row of an account and whatever else names it. Returns how many of each kind; null when it was already
 * gone. Call it in a transaction. `deleteUnreferenced` deletes the files.
 *
 * It leaves other accounts' data: a post that mentions this person, a file that another account shows.
 */
export async function eraseRows(app: AppContext, accountId: string): Promise<ErasedCounts | null> {
  const account = await lockAccount(app.db, accountId);
  if (!account) return null;
  const counts = await countRowsOf(app.db, accountId);
  const stateCount = await deleteStatesOf(app.db, account);
  const linkCount = await deleteLinksOf(app.db, accountId);
  await deleteAccount(app.db, accountId);
  const messageCount = await removeFromMessages(app, accountId);
  const detailCount = await stripEvents(app.db, accountId);
  const all: ErasedCounts = {
    ACCOUNTS: 1,
    ...counts,
    OAUTH_STATES: stateCount,
    CONNECT_LINKS: linkCount,
    MESSAGES: messageCount,
    AUDIT_DETAILS: detailCount,
  };
  return Object.fromEntries(Object.entries(all).filter(([, count]) => count > 0));
}
