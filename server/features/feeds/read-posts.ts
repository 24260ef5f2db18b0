import type { AppContext } from "../../app-context.js";
import { accessScopeOf, type Viewer } from "../../viewer.js";
import { joinsOf } from "../feed/account-columns.js";
import { mediaSelect } from "../feed/media-columns.js";
import { queryParams } from "../feed/query-params.js";
import type { FeedRow } from "../feed/read-accounts.js";
import type { MediaSelection } from "../feed/selection.js";
import { shown } from "../feed/shown.js";
import { runStatement, Statement } from "../feed/statement.js";
import type { PostKey } from "./read-feed.js";

export interface FoundPost extends PostKey {
  media: FeedRow;
}

/** The named copies of posts, in their order, without those that the viewer may not see. Uses the primary key. */
export async function readPosts(
  app: AppContext,
  viewer: Viewer,
  { keys, selection }: { keys: readonly PostKey[]; selection: MediaSelection },
): Promise<FoundPost[]> {
  if (keys.length === 0) return [];
  const scope = accessScopeOf(viewer, app.config);
  // Which accounts may be read is settled: the keys are those of a feed.
  const accessScope = { ...scope, accountIds: null };
  const s = new Statement();
  const accountIds = s.value(keys.map(({ accountId }) => accountId));
  const mediaIds = s.value(keys.map(({ mediaId }) => mediaId));
  const post = mediaSelect(s, selection, { accessScope, alias: "m" });
  const text = `select (select coalesce(json_agg(json_build_object('accountId', k.account_id, 'mediaId', k.id,
      'media', (select row_to_json(post) from (select ${post}) post)) order by k.place), '[]'::json)
    from unnest(${accountIds}::text[], ${mediaIds}::text[]) with ordinality k(account_id, id, place)
    join media m on m.account_id = k.account_id and m.id = k.id and ${shown("m", accessScope)}
    join accounts a on a.id = m.account_id${joinsOf(s)}) as answer`;
  return await runStatement<FoundPost[]>(app.reads, s.finish(text), queryParams(app, accessScope));
}
