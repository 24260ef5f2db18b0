import type { Sql } from "postgres";

/** The address of this server's pictures, which all contenders give. */
export const PUBLIC_URL = "https://feed.example.com";
export const FILES_URL = `${PUBLIC_URL}/files/`;

/**
 * What the peers see of Darkroom's tables: views that Postgres merges into the statements, with the relations and functions
 * that PostGraphile makes fields of.
 */
export async function createPeerViews(sql: Sql): Promise<void> {
  await sql.unsafe(`
    create schema peers;
    create view peers.accounts as select id, username, username_folded, connected_at from public.accounts where not sandbox;
    create view peers.posts as
      select account_id, id, media_type, caption, '${FILES_URL}' || media_key as media_url, permalink, timestamp,
        like_count, comments_count, hashtags
      from public.media where parent_id is null and removed_at is null and not hidden;
    create view peers.parts as
      select account_id, id, parent_id, position, '${FILES_URL}' || media_key as media_url
      from public.media where parent_id is not null and removed_at is null and not hidden;

    comment on view peers.accounts is E'@primaryKey id\\n@unique username_folded';
    comment on view peers.posts is
      E'@primaryKey account_id,id\\n@foreignKey (account_id) references accounts (id)|@fieldName account|@foreignFieldName posts';
    comment on view peers.parts is
      E'@primaryKey account_id,id\\n@foreignKey (account_id, parent_id) references posts (account_id, id)|@fieldName album|@foreignFieldName children';

    create function peers.posts_of(account_ids text[]) returns setof peers.posts language sql stable as $$
      select * from peers.posts where account_id = any(account_ids) order by timestamp desc, id desc $$;
    create function peers.accounts_with_hashtag(account peers.accounts, hashtag text[]) returns setof peers.posts
      language sql stable as $$
      select * from peers.posts where account_id = account.id and (hashtags && hashtag) is true
      order by timestamp desc, id desc $$;`);
}
