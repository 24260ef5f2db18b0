import type { BatchLoader } from "../../request-context.js";
import { type FeedRow, readAccountsById } from "./read-accounts.js";
import type { AccountSelection, MediaList } from "./selection.js";
import type { FeedPage } from "./store.js";

/** Null for accounts that the viewer may not see. `path` separates places with different selections. */
export function accountLoader(selection: AccountSelection, path: string): BatchLoader<string, FeedRow | null> {
  return {
    name: `account:${path}`,
    async load({ app, viewer }, ids) {
      const rows = await readAccountsById(app, viewer, { ids, selection });
      const byId = new Map(rows.map((row) => [row.id, row]));
      return ids.map((id) => byId.get(id) ?? null);
    },
  };
}

/** For lists without look-ahead, such as the posts of posts' accounts. One statement a response. */
export function listMedia(list: MediaList, path: string): BatchLoader<string, FeedRow[] | FeedPage> {
  return {
    name: `media:${path}:${JSON.stringify(list.filter)}`,
    async load({ app, viewer }, ids) {
      const selection = { columns: new Set(["id"]), profile: null, token: false, lists: [list] };
      const rows = await readAccountsById(app, viewer, { ids, selection });
      const posts = new Map(rows.map((row) => [row.id, row[`list:${list.key}`] as FeedRow[] | FeedPage]));
      return ids.map((id) => posts.get(id) ?? (list.connection ? { rows: [], totalCount: 0 } : []));
    },
  };
}
