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

/**
 * The account's id, for rows of other tables that lie with the account. Where it is not known before it is that of the state,
 * because a distributed Postgres refuses to look from a table that each machine has into one that is spread.
 */
export function ownId(s: Statement): string {
  if (s.account !== null) return s.account;
  s.usesStates = true;
  return "st.account_id";
}

export function visibleAccounts(s: Statement, accessScope: AccessScope, alias = "a"): string {
  const mode = accessScope.sandbox ? `${alias}.sandbox` : `not ${alias}.sandbox`;
  return accessScope.accountIds ? `${mode} and ${idOf(alias)} = any(${s.input("visibleIds")}::text[])` : mode;
}

/** The account's id in its own table, in that of its state (`st`) or token (`t`). */
export function idOf(alias: string): string {
  return alias === "t" || alias === "st" ? `${alias}.account_id` : `${alias}.id`;
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
  postCount: (s, accessScope) => `(select count(*) from media p where p.account_id = ${ownId(s)} and p.parent_id is null
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
    const address = `case when a.picture_path is not null and ${canBeRead(ownId(s), "a.picture_key")} then ${s.input("filesUrl")}::text || a.picture_key end`;
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
function statusOf(s: Statement): string {
  return `case when ${mustReconnect(s)} then 'RECONNECT_REQUIRED' when ${stateOf(s, "paused")} then 'PAUSED' else 'ACTIVE' end`;
}

/** Only reconnecting helps: the token is missing, expired, revoked, or another app's. */
export function mustReconnect(s: Statement): string {
  s.usesTokens = true;
  return `(t.sealed is null or t.expires_at <= ${s.input("now")}::timestamptz or a.app_id <> ${s.input("appId")}
    or coalesce(t.failure_cause, '') in (${RECONNECT_CAUSES}))`;
}

const RECONNECT_CAUSES = reconnectCauses()
  .map((cause) => `'${cause}'`)
  .join(", ");

/** The cause for an expired token, whatever failed before; null for others. As `describeToken`. */
function expiredCause(s: Statement): string {
  return `case when t.expires_at <= ${s.input("now")}::timestamptz and coalesce(t.failure_cause, '') not in (${RECONNECT_CAUSES})
    then 'TOKEN_EXPIRED' end`;
}

export function staleOf(s: Statement): string {
  return `(${stateOf(s, "sync_failed_at")} is not null or st.sync_failure_cause is not null or coalesce(st.synced_at, a.connected_at) < ${s.input("staleBefore")}::timestamptz)`;
}

/** Null where the viewer may not see it. A function, because an unused parameter has no type. */
export function visibleTo(s: Statement, reach: FieldAccess, expression: () => string): string {
  if (reach === "NONE") return "null";
  return reach === "ALL" ? expression() : `case when a.id = ${s.input("ownAccountId")} then ${expression()} end`;
}
