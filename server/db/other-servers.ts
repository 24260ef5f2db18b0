import type { Sql } from "postgres";

/** Servers connected to this database under other names than `name`, and since when. */
export async function selectOtherServers(
  client: Sql,
  name: string,
): Promise<{ address: string | null; since: string }[]> {
  return await client<{ address: string | null; since: string }[]>`
    select host(client_addr) as address, to_char(min(backend_start) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as since
    from pg_stat_activity
    where datname = current_database() and (application_name = 'darkroom' or application_name like 'darkroom-key-%')
      and application_name <> ${name}
    group by client_addr, application_name order by 2 limit 100`;
}
