import type { Sql, TransactionSql } from "postgres";

export interface SeedSize {
  accounts: number;
  postsEach: number;
  /** Accounts of a server in live mode; otherwise of a sandbox. */
  isLive?: boolean;
  /** Of the accounts; SEED_APP_ID if absent. */
  appId?: string;
}

/** The app of live accounts. */
export const SEED_APP_ID = "seed";
/** A post's hashtag that one in fifty bears. */
export const COMMON_TAG = "sommer";
/** A hashtag, and a word of the caption, that one post in 20,000 bears. */
export const RARE_TAG = "sonnenfinsternis";

/**
 * Fills an empty database with accounts and their posts by SQL alone: 60 % pictures, 25 % videos, 15 % albums of three
 * parts each, for each account too. Captions come in three scripts, a tenth of the like counts is unknown. Addresses are
 * as long as real ones. Always the same rows.
 */
export async function seedFeed(sql: Sql, size: SeedSize): Promise<void> {
  await sql.begin(async (sql) => {
    await sql`set local statement_timeout = 0`;
    await insertRows(sql, size);
  });
  await sql`vacuum analyze accounts, account_states, tokens, media`;
}

async function insertRows(
  sql: TransactionSql,
  { accounts, postsEach, isLive = false, appId = SEED_APP_ID }: SeedSize,
): Promise<void> {
  await sql`
    insert into accounts (id, sandbox, app_id, scoped_id, user_id, username, username_folded, name, name_folded, account_type,
      connected_at)
    select 'acc_' || a, ${!isLive}::boolean, ${appId}, 's' || a, '17841' || lpad(a::text, 12, '0'), 'Shop.' || a, 'shop.' || a, 'Shop ' || a,
      'shop ' || a, 'BUSINESS', timestamptz '2025-01-01Z' + a * interval '1 minute'
    from generate_series(1, ${accounts}::int) a`;
  await sql`
    insert into account_states (account_id, sandbox, app_id, followers_count, follows_count, media_count, synced_at)
    select 'acc_' || a, ${!isLive}::boolean, ${appId}, a * 10, a, ${postsEach}::int, timestamptz '2026-01-01Z'
    from generate_series(1, ${accounts}::int) a`;
  await sql`
    insert into tokens (account_id, sandbox, app_id, sealed, issued_at, expires_at, next_refresh_at)
    select id, sandbox, app_id, 'sealed', connected_at, connected_at + interval '60 days', connected_at + interval '30 days' from accounts`;
  await sql`
    insert into media (account_id, id, media_type, media_product_type, caption, caption_folded, hashtags, mentions, media_key, media_path,
      thumbnail_key, thumbnail_path, permalink, shortcode, timestamp, like_count, comments_count, is_shared_to_feed)
    select 'acc_' || a, '18' || lpad(n::text, 15, '0'), kind, case kind when 'VIDEO' then 'REELS' else 'FEED' end, caption,
      caption, tags, '{}', key, path || '_n.jpg', left(md5('poster' || n) || key, 40), case kind when 'VIDEO' then path || '_poster.jpg' end,
      'https://www.instagram.com/p/' || n || '/', n::text,
      timestamptz '2026-01-01Z' - (p * ${accounts}::int + a) * interval '7 minutes',
      case when n % 10 = 3 then null else n * 7919 % 10007 end, n * 31 % 211, kind <> 'VIDEO' or n % 9 > 0
    from generate_series(1, ${accounts}::int) a, generate_series(0, ${postsEach}::int - 1) p,
      lateral (select p::bigint * ${accounts}::int + a as n) number,
      lateral (select a + 7 * p as mixed, left(md5(n::text) || md5('key' || n), 40) as key) mix,
      lateral (select '/v/t51.29350-15/' || n || '_' || n * 7919 || '_' || left(key, 19) as path) place,
      lateral (select case when mixed % 20 < 12 then 'IMAGE' when mixed % 20 < 17 then 'VIDEO' else 'CAROUSEL_ALBUM' end as kind) type,
      lateral (select array_remove(array['post' || n % 1000, case when mixed % 50 = 7 then ${COMMON_TAG} end,
        case when n % 20000 = 11 then ${RARE_TAG} end], null) as tags) tag,
      lateral (select (array['frisches brot, caf\u00e9 und é', 'свежий хлеб каждое утро', '焼きたてのパン 🥐'])[n % 3 + 1]
        || ' #' || array_to_string(tags, ' #') as caption) words`;
  await sql`
    insert into media (account_id, id, parent_id, position, media_type, media_key, media_path, permalink, timestamp)
    select m.account_id, m.id || part, m.id, part, 'IMAGE', left(md5(m.id || part) || m.media_key, 40), m.media_path || part, m.permalink, m.timestamp
    from media m, generate_series(0, 2) part where m.media_type = 'CAROUSEL_ALBUM'`;
}
