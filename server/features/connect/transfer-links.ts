import type { AppContext } from "../../app-context.js";
import { moveRows } from "./link-store.js";

/** Lets the links of one account go on as another's, for two that turned out to be one person. */
export async function transferLinks(app: AppContext, accounts: { from: string; to: string }): Promise<void> {
  await moveRows(app.db, accounts);
}
