import { reconnectCauses } from "../../instagram/errors.js";
import type { AccessScope, FieldAccess } from "../../viewer.js";
import { canBeRead } from "./picture-columns.js";
import type { AccountSelection } from "./selection.js";
import type { Statement } from "./statement.js";

/**
 * An account (`a`, state `st`, token `t`) as SQL JSON for the GraphQL types: only selected fields, null for those that `accessScope` hides,
 * and the additional pairs of `more`.
 */
export function accountJson(
  s: Statement,
  selection: AccountSelection,
  { accessScope, more = [] }: AccountScope,
): string {
  const pairs = [...selection.columns].flatMap((name) => {
    const column = ACCOUNT_COLUMNS[name];
    return column ? [`'${name}', ${column(s, accessScope)}`] : [];
  });
  if (selection.profile) pairs.push(`'profile', ${profileJson(s, selection.profile)}`);
  if (selection.token) pairs.push(`'token', ${visibleTo(s, accessScope.tokens, () => tokenJson(s))}`);
  return `json_build_object(${[...pairs, ...more].join(", ")})`;
}

export interface AccountScope {
  accessScope: AccessScope;
  more?: string[];
}

/** The accounts `a`, joined with what is used of them. */
export function accountsFrom(s: Statement, source = "accounts"): string {
  return `${source} a${joinsOf(s)}`;
}

/** Every account has a state, and a row in tokens; only an inner join can use their order. */
export function joinsOf(s: Statement, { tokens = "left join" } = {}): string {
  const states = s.usesStates ? " join account_states st on st.account_id = a.id" : "";
  return `${states}${s.usesTokens ? ` ${tokens} tokens t on t.account_id = a.id` : ""}`;
}

/** A column of the account's state, `st`. */
export function stateOf(s: Statement, column: string): string {
  s.usesStates = true;
  return `st.${column}`;
}

export function visibleAccounts(s: Statement, accessScope: AccessScope, alias = "a"): string {
  const mode = accessScope.sandbox ? `${alias}.sandbox` : `not ${alias}.sandbox`;
  return accessScope.accountIds ? `${mode} and ${alias}.id = any(${s.input("visibleIds")}::text[])` : mode;
}

type Column = (s: Statement, accessScope: AccessScope) => string;

const ACCOUNT_COLUMNS: Record<string, Column> = {
  id: () => "a.id",
  username: () => "a.username",
  status: (s) => statusOf(s),
  paused: (s) => stateOf(s, "paused"),
  connectedAt: () => "a.connected_at",
  syncedAt: (s) => stateOf(s, "synced_at"),
  stale: (s) => staleOf(s),
  staleCause: (s, accessScope) => {
    s.usesTokens = true;
    return visibleTo(
      s,
      accessScope.staleness,
      () => `case when ${staleOf(s)} then coalesce(${expiredCause(s)}, st.sync_failure_cause, t.failure_cause) end`,
    );
  },
  nextSyncAt: (s, accessScope) =>
    visibleTo(
      s,
      accessScope.staleness,
      () => `case when not ${stateOf(s, "paused")} and not ${mustReconnect(s)} then st.next_sync_at end`,
    ),
  reference: (s, accessScope) => visibleTo(s, accessScope.labels, () => "a.reference"),
  note: (s, accessScope) => visibleTo(s, accessScope.labels, () => "a.note"),
  snoozedUntil: (s, accessScope) => (accessScope.hidden ? stateOf(s, "snoozed_until") : "null"),
  // Each count is an index scan of media_feed_idx.
  postCount: (_, accessScope) => `(select count(*) from media p where p.account_id = a.id and p.parent_id is null
    and p.removed_at is null${accessScope.hidden ? "" : " and not p.hidden"})`,
  tags: (s, accessScope) => `coalesce(${visibleTo(s, accessScope.labels, () => "a.tags")}, '{}'::text[])`,
};

const PROFILE_COLUMNS: Record<string, (s: Statement) => string> = {
  userId: () => "a.user_id",
  username: () => "a.username",
  name: () => "a.name",
  biography: () => "a.biography",
  website: () => "a.website",
  accountType: () => "a.account_type",
  followersCount: (s) => stateOf(s, "followers_count"),
  followsCount: (s) => stateOf(s, "follows_count"),
  mediaCount: (s) => stateOf(s, "media_count"),
};

function profileJson(s: Statement, names: ReadonlySet<string>): string {
  const pairs = [...names].flatMap((name) => {
    const column = PROFILE_COLUMNS[name];
    return column ? [`'${name}', ${column(s)}`] : [];
  });
  if (names.has("profilePictureUrl")) {
    const address = `case when a.picture_path is not null and ${canBeRead("a.picture_key")} then ${s.input("filesUrl")}::text || a.picture_key end`;
    pairs.push(`'profilePictureUrl', ${address}`);
  }
  return `json_build_object(${pairs.join(", ")})`;
}

function tokenJson(s: Statement): string {
  s.usesTokens = true;
  return `case when t.account_id is not null then json_build_object('issuedAt', t.issued_at, 'expiresAt', t.expires_at,
    'refreshedAt', t.refreshed_at, 'estimated', t.estimated, 'scopes', t.scopes, 'nextRefreshAt', t.next_refresh_at,
    'failureCause', t.failure_cause, 'failureFirstAt', t.failure_first_at, 'failureLastAt', t.failure_last_at,
    'failureAttempts', t.failure_attempts, 'usable', t.sealed is not null and a.app_id = ${s.input("appId")}) end`;
}

/** RECONNECT_REQUIRED wins over PAUSED. */
export function statusOf(s: Statement): string {
  return `case when ${mustReconnect(s)} then 'RECONNECT_REQUIRED' when ${stateOf(s, "paused")} then 'PAUSED' else 'ACTIVE' end`;
}

/** Only reconnecting helps: the token is missing, expired, revoked, or another app's. */
function mustReconnect(s: Statement): string {
  s.usesTokens = true;
  return `(t.sealed is null or t.expires_at <= ${s.input("now")}::timestamptz or a.app_id <> ${s.input("appId")}
    or coalesce(t.failure_cause, '') in (${RECONNECT_CAUSES}))`;
}

const RECONNECT_CAUSES = reconnectCauses()
  .map((cause) => `'${cause}'`)
  .join(", ");

/** When the token stopped working or will; a token that needs reconnecting is over, whatever its date. */
export function expiryOf(s: Statement): string {
  const sinceOrNow = `coalesce(t.failure_first_at, ${s.input("now")}::timestamptz)`;
  return `case when ${mustReconnect(s)} then least(t.expires_at, ${sinceOrNow}) else t.expires_at end`;
}

export function causeOf(s: Statement): string {
  s.usesTokens = true;
  return `coalesce(${expiredCause(s)}, t.failure_cause, ${stateOf(s, "sync_failure_cause")})`;
}

/** The cause for an expired token, whatever failed before; null for others. As `describeToken`. */
function expiredCause(s: Statement): string {
  return `case when t.expires_at <= ${s.input("now")}::timestamptz and coalesce(t.failure_cause, '') not in (${RECONNECT_CAUSES})
    then 'TOKEN_EXPIRED' end`;
}

export function staleOf(s: Statement): string {
  return `(${stateOf(s, "sync_failed_at")} is not null or st.sync_failure_cause is not null or coalesce(st.synced_at, a.connected_at) < ${s.input("staleBefore")}::timestamptz)`;
}

/** As `refreshableAt` says of a token. */
export function isRefreshable(s: Statement): string {
  s.usesTokens = true;
  return `coalesce(t.issued_at <= ${s.input("now")}::timestamptz - interval '24 hours', false)`;
}

/** It must be reconnected, has at most 14 days left, or has failed for a day. Not while snoozed. */
export function needsAttention(s: Statement, accessScope: Pick<AccessScope, "hidden">): string {
  const now = `${s.input("now")}::timestamptz`;
  return `coalesce((${mustReconnect(s)} or t.expires_at <= ${now} + interval '14 days'
    or t.failure_first_at <= ${now} - interval '1 day' and t.failure_cause <> 'APP_BLOCKED'
    or not ${stateOf(s, "paused")} and coalesce(st.sync_failure_cause, '') <> 'APP_BLOCKED' and ${staleOf(s)} and coalesce(st.synced_at, a.connected_at) <= ${now} - interval '1 day')
    ${accessScope.hidden ? `and coalesce(st.snoozed_until, '-infinity') <= ${now}` : ""}, false)`;
}

/** Null where the viewer may not see it. A function, because an unused parameter has no type. */
export function visibleTo(s: Statement, reach: FieldAccess, expression: () => string): string {
  if (reach === "NONE") return "null";
  return reach === "ALL" ? expression() : `case when a.id = ${s.input("ownAccountId")} then ${expression()} end`;
}

/** `tokenHealth` in SQL, for filters; a test compares the two. */
export function healthOf(s: Statement): string {
  s.usesTokens = true;
  const now = `${s.input("now")}::timestamptz`;
  return `case when t.sealed is null or a.app_id <> ${s.input("appId")}
      or t.failure_cause in (${RECONNECT_CAUSES}) and t.failure_cause <> 'TOKEN_EXPIRED' then 'REVOKED'
    when t.failure_cause = 'TOKEN_EXPIRED' or t.expires_at <= ${now} then 'EXPIRED'
    when t.expires_at <= ${now} + interval '14 days' then 'EXPIRING'
    when t.issued_at > ${now} - interval '24 hours' then 'HEALTHY'
    when t.expires_at <= ${now} + interval '30 days' or t.issued_at + (t.expires_at - t.issued_at) / 2 <= ${now} then 'DUE'
    else 'HEALTHY' end`;
}
