import type { Sql } from "postgres";

/**
 * Gives seeded accounts the states that they have after months of work: tokens of every age, of which some are revoked,
 * expired or failing; syncs on time, late and failed; paused and snoozed accounts, tags and references. Always the same rows.
 */
export async function ageAccounts(sql: Sql): Promise<void> {
  await sql.begin(async (sql) => {
    await sql`set local statement_timeout = 0`;
    await sql`update accounts set tags = case when n % 50 = 7 then array['tag-' || n % 100] else '{}' end,
        reference = 'crm-' || n, reference_folded = 'crm-' || n
      from (select account_id, followers_count / 10 as n from account_states) k where account_id = id`;
    await sql`update account_states set
        paused = n % 200 = 3, snoozed_until = case when n % 2000 = 11 then now() + interval '7 days' end,
        synced_at = case when n % 1000 = 5 then null else now() - n % 170 * interval '1 minute' - (n % 300 = 9)::int * interval '3 days' end,
        next_sync_at = now() + n % 170 * interval '1 minute',
        sync_failure_cause = case when n % 150 = 1 then 'INSTAGRAM_UNAVAILABLE' end,
        sync_failed_at = case when n % 150 = 1 then now() - n % 48 * interval '1 hour' end
      from (select account_id as of_id, followers_count / 10 as n from account_states) k where of_id = account_id`;
    await sql`update tokens set
        issued_at = now() - age * interval '1 minute', refreshed_at = now() - age * interval '1 minute',
        expires_at = now() - age * interval '1 minute' + interval '60 days',
        next_refresh_at = case when cause is null then now() - age * interval '1 minute' + interval '31 days' end,
        failure_cause = cause, failure_first_at = case when cause is not null then now() - n % 40 * interval '1 day' end,
        failure_last_at = case when cause is not null then now() end, failure_attempts = (cause is not null)::int
      from (select account_id as of_id, followers_count / 10 as n,
          case when followers_count / 10 % 33 = 5 then followers_count::bigint / 10 * 7919 % 100000 else followers_count::bigint / 10 * 7919 % 45000 end as age,
          case when followers_count / 10 % 40 = 2 then (array['TOKEN_REVOKED', 'PASSWORD_CHANGED', 'APP_REMOVED', 'CHECKPOINT'])[followers_count / 10 / 40 % 4 + 1]
            when followers_count / 10 % 500 = 4 then 'INSTAGRAM_UNAVAILABLE' end as cause from account_states) k
      where of_id = account_id`;
  });
  await sql`vacuum full analyze accounts`;
  await sql`vacuum full analyze account_states`;
  await sql`vacuum full analyze tokens`;
  // Index-only scans need the visibility map, which a full vacuum does not write.
  await sql`vacuum accounts, account_states, tokens`;
}
