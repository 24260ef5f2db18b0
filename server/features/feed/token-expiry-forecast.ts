import type { AppContext } from "../../app-context.js";
import { DAY_MS } from "../../lib/clock.js";
import { ApiError } from "../../lib/errors.js";
import { accessScopeOf, type Viewer } from "../../viewer.js";
import { visibleAccounts } from "./account-columns.js";
import { now, ofApp } from "./account-conditions.js";
import { queryParams } from "./query-params.js";
import { runStatement, Statement } from "./statement.js";
import { TOKEN_SAMPLE } from "./token-sample.js";

export interface ExpiryForecastDay {
  day: Date;
  expiringCount: number;
  renewableCount: number;
}

const DAYS_MAX = 90;

/**
 * How many working tokens expire on each of the next days, today first: exact while there are few tokens, then estimated
 * from a sample of them.
 * @throws {ApiError} BAD_USER_INPUT for other than 1 to 90 days
 */
export async function tokenExpiryForecast(
  app: AppContext,
  dayCount: number,
  viewer: Viewer,
): Promise<ExpiryForecastDay[]> {
  if (dayCount < 1 || dayCount > DAYS_MAX)
    throw new ApiError("BAD_USER_INPUT", `\`days\` is ${dayCount}; it goes from 1 to ${DAYS_MAX}.`);
  const accessScope = accessScopeOf(viewer, app.config);
  const today = Date.parse(app.clock.now().toISOString().slice(0, 10));
  const s = new Statement();
  const from = `${s.value(new Date(today).toISOString())}::timestamptz`;
  const until = `${s.value(new Date(today + dayCount * DAY_MS).toISOString())}::timestamptz`;
  const count = (where: string) => `round(count(*) ${where} * ${TOKEN_SAMPLE.weight})::int`;
  const rows = `select floor(extract(epoch from t.ends_at - ${from}) / 86400)::int as n, ${count("")} as expiring,
      ${count("filter (where t.next_refresh_at < t.expires_at and t.failure_cause is null)")} as renewable
    from ${TOKEN_SAMPLE.table}
    where ${visibleAccounts(s, accessScope, "t")} and ${ofApp(s)} and t.ends_at > ${now(s)} and t.ends_at < ${until} group by 1`;
  const text = `select coalesce(json_agg(r), '[]'::json) as answer from (${rows}) r`;
  const counts = await runStatement<{ n: number; expiring: number; renewable: number }[]>(
    app.reads,
    s.finish(text, { isHeavy: true }),
    queryParams(app, accessScope),
  );
  const byDay = new Map(counts.map((count) => [count.n, count]));
  return Array.from({ length: dayCount }, (_, n) => ({
    day: new Date(today + n * DAY_MS),
    expiringCount: byDay.get(n)?.expiring ?? 0,
    renewableCount: byDay.get(n)?.renewable ?? 0,
  }));
}
