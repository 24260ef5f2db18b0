import type { BatchLoader } from "../../request-context.js";
import { readAccountsById } from "./read-accounts.js";
import type { MediaList } from "./selection.js";
import type { FeedPage, FeedRow } from "./store.js";

/**
 * The posts of many accounts with one filter, for lists without look-ahead, such as the posts of posts' accounts. One statement
 * for all accounts of a response.
 */
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
