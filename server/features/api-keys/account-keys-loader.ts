import type { BatchLoader } from "../../request-context.js";
import { type KeyView, keyView } from "./key-view.js";
import { selectKeysOf } from "./store.js";

/** The keys that may read each account and are not revoked: the batch for all accounts of one answer, one statement. */
export const accountKeysLoader: BatchLoader<string, KeyView[]> = {
  name: "accountKeys",
  async load({ app }, accountIds) {
    const rows = await selectKeysOf(app.db, { accountIds, sandbox: app.config.mode === "sandbox" });
    const keys = rows.map((row) => ({ key: keyView(row), mayRead: row.allAccounts ? null : new Set(row.accountIds) }));
    return accountIds.map((id) => keys.filter(({ mayRead }) => mayRead?.has(id) ?? true).map(({ key }) => key));
  },
};
