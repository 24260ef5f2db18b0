import type { BatchLoader } from "../../request-context.js";
import { type KeyView, keyView } from "./list-keys.js";
import { selectKeysOf, selectNames } from "./store.js";

export const accountKeysLoader: BatchLoader<string, KeyView[]> = {
  name: "accountKeys",
  async load({ app }, accountIds) {
    const rows = await selectKeysOf(app.db, { accountIds, sandbox: app.config.mode === "sandbox" });
    const keys = rows.map((row) => ({ key: keyView(row), mayRead: row.allAccounts ? null : new Set(row.accountIds) }));
    return accountIds.map((id) => keys.filter(({ mayRead }) => mayRead?.has(id) ?? true).map(({ key }) => key));
  },
};

export const keyNameLoader: BatchLoader<string, string | null> = {
  name: "keyName",
  async load({ app }, ids) {
    const names = new Map((await selectNames(app.db, ids)).map(({ id, name }) => [id, name]));
    return ids.map((id) => names.get(id) ?? null);
  },
};
