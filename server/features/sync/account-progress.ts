import type { BatchLoader } from "../../request-context.js";
import { selectProgressOf } from "./run-store.js";

/** How far the sync of an account has come. */
export interface ProgressView {
  running: boolean;
  startedAt: Date | null;
  full: boolean | null;
  pageCount: number;
  postCount: number;
}

/** Whether each account is being synced, and how far that is: the batch for all accounts of one answer, one statement. */
export const accountProgress: BatchLoader<string, ProgressView> = {
  name: "syncProgress",
  async load({ app }, accountIds) {
    const held = new Map((await selectProgressOf(app.db, accountIds)).map((row) => [row.accountId, row.progress]));
    return accountIds.map((id) => {
      const { startedAt = null, full = null, pageCount = 0, postCount = 0 } = held.get(id) ?? {};
      return { running: held.has(id), startedAt, full, pageCount, postCount };
    });
  },
};
