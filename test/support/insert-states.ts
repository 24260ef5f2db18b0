import type { Sql } from "postgres";

/** Gives a state to each account that a test inserted by SQL alone. */
export async function insertStates(sql: Sql): Promise<void> {
  await sql`insert into account_states (account_id, sandbox, app_id) select id, sandbox, app_id from accounts
    on conflict do nothing`;
}
