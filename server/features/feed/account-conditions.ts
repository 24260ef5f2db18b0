import { reconnectCauses } from "../../instagram/errors.js";
import type { AccessScope } from "../../viewer.js";
import { staleOf } from "./account-columns.js";
import { type AccountFilter, foldUsername } from "./account-filter.js";
import type { Statement } from "./statement.js";

/** Conditions that hold together. */
export interface Arm {
  conditions: readonly string[];
  /** Accounts of another app. */
  isOthers?: boolean;
}

export interface ArmScope {
  search: string | null;
  accessScope: AccessScope;
  /** Whether the order tells accounts of another app from the others. */
  isByApp?: boolean;
}

/**
 * A filter as alternatives that exclude each other. Each compares stored instants with now, and its tables with values
 * alone, so that an index finds its accounts; together they are the accounts of the filter (`a`, token `t`, state `s`).
 */
export function filterArms(s: Statement, filter: AccountFilter, scope: ArmScope): Arm[] {
  const isByApp = scope.isByApp || isFilled(filter.status) || isFilled(filter.health) || filter.needsAttention != null;
  const byApp: Arm[] = isByApp ? appArms(s, filter, scope.accessScope) : [{ conditions: [] }];
  const byCause = isFilled(filter.cause) ? crossed(byApp, causeConditions(s, filter.cause)) : byApp;
  const byAge = filter.stale === true ? crossed(byCause, staleConditions(s)) : byCause;
  return crossed(byAge, [plainConditions(s, filter, scope.search)]);
}

/** Each arm with each of the alternatives, which exclude each other too. */
export function crossed(arms: readonly Arm[], alternatives: readonly string[][]): Arm[] {
  return arms.flatMap((arm) => alternatives.map((more) => ({ ...arm, conditions: [...arm.conditions, ...more] })));
}

function isFilled(values: string[] | null | undefined): values is string[] {
  return values != null && values.length > 0;
}

function plainConditions(s: Statement, filter: AccountFilter, search: string | null): string[] {
  const conditions: string[] = [];
  if (search !== null) {
    const part = s.value(`%${search.replace(/[\\%_]/g, "\\$&")}%`);
    conditions.push(
      `(a.username_folded like ${part} or a.name_folded like ${part} or a.reference_folded like ${part})`,
    );
  }
  if (isFilled(filter.ids)) conditions.push(`a.id = any(${s.value(filter.ids)}::text[])`);
  if (isFilled(filter.usernames)) {
    conditions.push(`a.username_folded = any(${s.value(filter.usernames.map(foldUsername))}::text[])`);
  }
  if (isFilled(filter.tags)) conditions.push(`a.tags && ${s.value(filter.tags)}::text[]`);
  if (filter.reference != null) conditions.push(`a.reference = ${s.value(filter.reference)}`);
  if (filter.refreshable != null) {
    conditions.push(`t.issued_at ${filter.refreshable ? "<=" : ">"} ${now(s)} - interval '24 hours'`);
  }
  if (filter.stale === false) conditions.push(`not ${staleOf(s)}`);
  if (filter.expiresBefore) {
    conditions.push(`t.expires_at < ${s.value(filter.expiresBefore.toISOString())}::timestamptz`);
  }
  return conditions;
}

/** The accounts of this server's app, and those of others, which all must be reconnected. */
function appArms(s: Statement, filter: AccountFilter, { hidden }: AccessScope): Arm[] {
  const states = [filter.status ?? [], filter.health ?? []]
    .filter(isFilled)
    .map((names) => `(${names.map((name) => OWN_STATES[name]?.(s) ?? "false").join(" or ")})`);
  const own: Arm[] = [{ conditions: [ofApp(s), ...states] }];
  const hasOthers =
    (!isFilled(filter.status) || filter.status.includes("RECONNECT_REQUIRED")) &&
    (!isFilled(filter.health) || filter.health.includes("REVOKED"));
  const app = s.input("appId");
  const others: Arm[] = hasOthers ? [{ conditions: [`(t.app_id < ${app} or t.app_id > ${app})`], isOthers: true }] : [];
  if (filter.needsAttention == null) return [...own, ...others];
  const snoozed = `exists (select from account_states z
    where z.account_id = t.account_id and z.snoozed_until > ${now(s)})`;
  if (filter.needsAttention) {
    const all = [...crossed(own, attentionConditions(s)), ...others];
    if (!hidden) return all;
    const isAwake = `(st.snoozed_until > ${now(s)}) is not true`;
    const awake = (conditions: readonly string[]) => (/\bst\./.test(conditions.join(" ")) ? isAwake : `not ${snoozed}`);
    return all.map((arm) => ({ ...arm, conditions: [...arm.conditions, awake(arm.conditions)] }));
  }
  const quiet = attentionConditions(s).map((all) => `(${all.join(" and ")}) is not true`);
  if (!hidden) return crossed(own, [quiet]);
  return [...crossed(own, [[`(${quiet.join(" and ")} or ${snoozed})`]]), ...crossed(others, [[snoozed]])];
}

/** Of this server's app; t's indexes begin with mode and app. */
export function ofApp(s: Statement): string {
  return `t.app_id = ${s.input("appId")}`;
}

/** Its token says so, or else its syncs: they have failed, or not happened, for a day. */
function attentionConditions(s: Statement): string[][] {
  const dayAgo = `${now(s)} - interval '1 day'`;
  const later = [`t.attention_at > ${now(s)}`, "not st.paused", "coalesce(st.sync_failure_cause, '') <> 'APP_BLOCKED'"];
  return [[`t.attention_at <= ${now(s)}`], ...neededSince(s, dayAgo).map((since) => [...later, ...since])];
}

/** Stale accounts whose last sync, or else their connecting, was before an instant; by the columns of one table. */
function neededSince(s: Statement, instant: string): string[][] {
  const staleSince = (column: string) => `(${FAILED} or ${column} < ${s.input("staleBefore")}::timestamptz)`;
  return [
    [`st.synced_at <= ${instant}`, staleSince("st.synced_at")],
    ["st.synced_at is null", `a.connected_at <= ${instant}`, staleSince("a.connected_at")],
  ];
}

/** The states of an account of this server's app, by the instants that its token stores. */
const OWN_STATES: Record<string, (s: Statement) => string> = {
  RECONNECT_REQUIRED: (s) => `t.ends_at <= ${now(s)}`,
  PAUSED: (s) => `t.ends_at > ${now(s)} and st.paused`,
  ACTIVE: (s) => `t.ends_at > ${now(s)} and not st.paused`,
  REVOKED: () => "t.ends_at = '-infinity'",
  EXPIRED: (s) => `t.ends_at > '-infinity' and t.ends_at <= ${now(s)}`,
  EXPIRING: (s) => `t.ends_at > ${now(s)} and t.ends_at <= ${now(s)} + interval '14 days'`,
  DUE: (s) => `t.refresh_due_at <= ${now(s)} and t.ends_at > ${now(s)} + interval '14 days'`,
  HEALTHY: (s) => `t.refresh_due_at > ${now(s)} and t.ends_at > ${now(s)} + interval '14 days'`,
};

const RECONNECT_CAUSES = reconnectCauses()
  .map((cause) => `'${cause}'`)
  .join(", ");

/** As `causeOf`: that the token has expired, its other failure, or else that of the last sync. */
function causeConditions(s: Statement, causes: string[]): string[][] {
  const among = `any(${s.value(causes)}::text[])`;
  const ran = `t.expires_at <= ${now(s)} and coalesce(t.failure_cause, '') not in (${RECONNECT_CAUSES})`;
  return [
    ...(causes.includes("TOKEN_EXPIRED") ? [[ran]] : []),
    [`t.failure_cause = ${among}`, `not (${ran})`],
    [`st.sync_failure_cause = ${among}`, "t.failure_cause is null", `t.expires_at > ${now(s)}`],
  ];
}

/** As `staleOf`. */
function staleConditions(s: Statement): string[][] {
  const before = `${s.input("staleBefore")}::timestamptz`;
  return [
    [FAILED],
    [`not ${FAILED}`, `st.synced_at < ${before}`],
    [`not ${FAILED}`, "st.synced_at is null", `a.connected_at < ${before}`],
  ];
}

const FAILED = "(st.sync_failed_at is not null or st.sync_failure_cause is not null)";

export function now(s: Statement): string {
  return `${s.input("now")}::timestamptz`;
}
