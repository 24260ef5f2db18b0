import type { AppContext } from "../../server/app-context.js";

/** What is kept once Instagram has said that the app's allowance is used up so far: rounds then go slowly. */
export async function fillAppMeter({ sql, config, clock }: AppContext, percent: number): Promise<void> {
  const scopeKey = `app:${config.mode}:${config.instagram.appId}`;
  const at = clock.now().toISOString();
  await sql`insert into circuits (scope_key, percent, percent_at) values (${scopeKey}, ${percent}, ${at})
    on conflict (scope_key) do update set percent = excluded.percent, percent_at = excluded.percent_at`;
}
