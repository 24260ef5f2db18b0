import { OPERATOR_TOKEN } from "./bench-config.js";

/** One question, as this server, as a bare statement, and as the naive Apollo takes it. */
export interface Case {
  name: string;
  query: string;
  naive: string;
  statement: string;
  headers?: Record<string, string>;
}

const HOT_POSTS = `select 'http://localhost:4000/files/' || media_key as "mediaUrl" from media where account_id = 'acc_1' and media_type = 'IMAGE'
  and parent_id is null and removed_at is null and not hidden order by timestamp desc, id desc limit 25`;
const FULL_COLUMNS = `id, media_type as "mediaType", caption, 'http://localhost:4000/files/' || media_key as "mediaUrl", permalink, timestamp,
  like_count as "likeCount", comments_count as "commentsCount", hashtags`;
const PARTS = `(select coalesce(json_agg(p), '[]'::json) from (select id, 'http://localhost:4000/files/' || media_key as "mediaUrl" from media p
  where p.account_id = m.account_id and p.parent_id = m.id order by p.position) p) as children`;

export const CASES: Case[] = [
  {
    name: "hot",
    query: "{ account { media(type: IMAGE) { mediaUrl } } }",
    naive: '{ account { media(type: "IMAGE") { mediaUrl } } }',
    statement: `select json_build_object('data', json_build_object('account', json_build_object('media',
      (select json_agg(m) from (${HOT_POSTS}) m))))::text as answer`,
  },
  {
    name: "full",
    query: `{ account { media { id mediaType caption mediaUrl permalink timestamp likeCount commentsCount hashtags
      children { id mediaUrl } } } }`,
    naive: `{ account { media { id mediaType caption mediaUrl permalink timestamp likeCount commentsCount hashtags
      children { id mediaUrl } } } }`,
    statement: `select json_build_object('data', json_build_object('account', json_build_object('media',
      (select json_agg(r) from (select ${FULL_COLUMNS}, ${PARTS} from media m where account_id = 'acc_1'
      and parent_id is null and removed_at is null and not hidden order by timestamp desc, id desc limit 25) r))))::text as answer`,
  },
  {
    name: "admin 50 x 10",
    query: "{ accounts(first: 50) { nodes { id username media(first: 10) { id mediaType mediaUrl timestamp } } } }",
    naive: "{ accounts(first: 50) { id username media(first: 10) { id mediaType mediaUrl timestamp } } }",
    statement: `select json_build_object('data', json_build_object('accounts', json_build_object('nodes', (select json_agg(r)
      from (select id, username, (select json_agg(p) from (select id, media_type as "mediaType", 'http://localhost:4000/files/' || media_key as "mediaUrl",
      timestamp from media m where m.account_id = a.id and parent_id is null and removed_at is null
      order by timestamp desc, m.id desc limit 10) p) as media from accounts a where sandbox
      order by connected_at desc, id desc limit 50) r))))::text as answer`,
    headers: { authorization: `Bearer ${OPERATOR_TOKEN}` },
  },
];
