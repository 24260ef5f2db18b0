import type { BatchLoader } from "../../request-context.js";
import { selectNames } from "./store.js";

/** The names of keys by id: the batch for all of one answer, one statement. Null for one that is gone. */
export const keyNameLoader: BatchLoader<string, string | null> = {
  name: "keyName",
  async load({ app }, ids) {
    const names = new Map((await selectNames(app.db, ids)).map(({ id, name }) => [id, name]));
    return ids.map((id) => names.get(id) ?? null);
  },
};
