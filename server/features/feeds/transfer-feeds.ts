import type { AppContext } from "../../app-context.js";
import { moveCuration, replaceInSettings, type Transfer } from "./transfer-store.js";

/** Moves what feeds say of one account to another: both are the same person. Call it in a transaction, before the first is deleted. */
export async function transferFeeds(app: AppContext, transfer: Transfer): Promise<void> {
  const feedIds = await replaceInSettings(app.db, transfer);
  await moveCuration(app.db, transfer);
  if (feedIds.length > 0) app.log.info({ feedIds, ...transfer }, "feeds name another account of the same person");
}
