import type { AppContext } from "../../app-context.js";
import { accessScopeOf, type Viewer } from "../../viewer.js";
import {
  accountsFrom,
  healthOf,
  needsAttention,
  staleOf,
  stateOf,
  statusOf,
  visibleAccounts,
} from "./account-columns.js";
import { queryParams } from "./query-params.js";
import { runStatement, Statement } from "./statement.js";

export const DAYS_LEFT_EDGES = [0, 1, 3, 7, 14, 30, 60];

export interface AccountCounts {
  accountCount: number;
  active: number;
  paused: number;
  reconnectRequired: number;
  healthy: number;
  due: number;
  expiring: number;
  expired: number;
  revoked: number;
  stale: number;
  needAttention: number;
  lastSyncAt: string | null;
  daysLeft: number[];
  daysLeftSum: number;
  refreshLateS: number;
  syncLateS: number;
}

/** Counts the visible accounts in one scan of accounts, states and tokens: about 30 ms for 20,000. */
export async function countAccounts(app: AppContext, viewer: Viewer): Promise<AccountCounts> {
  const accessScope = accessScopeOf(viewer, app.config);
  const s = new Statement();
  const now = `${s.input("now")}::timestamptz`;
  const own = `a.app_id = ${s.input("appId")}`;
  const rows = `select ${stateOf(s, "synced_at")}, ${statusOf(s)} as status, ${healthOf(s)} as health, ${staleOf(s)} as stale,
      ${needsAttention(s, accessScope)} as need_attention, extract(epoch from t.expires_at - ${now}) / 86400 as days,
      extract(epoch from ${now} - t.next_refresh_at) * (${own} and t.expires_at > ${now})::int as refresh_late,
      extract(epoch from ${now} - st.next_sync_at) * (${own} and not st.paused)::int as sync_late
    from ${accountsFrom(s)} where ${visibleAccounts(s, accessScope)}`;
  const among = (condition: string) => `count(*) filter (where ${condition})`;
  const edges = DAYS_LEFT_EDGES.map((edge) => among(`health <> 'REVOKED' and days <= ${edge}`));
  const text = `select json_build_object('accountCount', count(*),
    'active', ${among("status = 'ACTIVE'")}, 'paused', ${among("status = 'PAUSED'")},
    'reconnectRequired', ${among("status = 'RECONNECT_REQUIRED'")},
    'healthy', ${among("health = 'HEALTHY'")}, 'due', ${among("health = 'DUE'")}, 'expiring', ${among("health = 'EXPIRING'")},
    'expired', ${among("health = 'EXPIRED'")}, 'revoked', ${among("health = 'REVOKED'")},
    'stale', ${among("stale")}, 'needAttention', ${among("need_attention")}, 'lastSyncAt', max(synced_at),
    'daysLeft', json_build_array(${edges.join(", ")}),
    'daysLeftSum', coalesce(sum(greatest(days, 0)) filter (where health <> 'REVOKED'), 0),
    'refreshLateS', greatest(coalesce(max(refresh_late), 0), 0),
    'syncLateS', greatest(coalesce(max(sync_late), 0), 0)) as answer from (${rows}) r`;
  return await runStatement<AccountCounts>(app.reads, s.finish(text, { isHeavy: true }), queryParams(app, accessScope));
}
