import type { EventLineFragment, FailureCause } from "../gql/graphql.js";

/** The causes of a sync's failure that say nothing of the token. */
const PASSING: ReadonlySet<FailureCause | null> = new Set([
  "APP_BLOCKED",
  "APP_MISCONFIGURED",
  "INSTAGRAM_RATE_LIMITED",
  "INSTAGRAM_REJECTED",
  "INSTAGRAM_UNAVAILABLE",
  null,
]);

interface TokenHistory {
  events: readonly EventLineFragment[] | null;
  failedSyncs: readonly EventLineFragment[] | null;
}

/** What happened to a token, newest first; a sync may be what finds out that Instagram refuses it. */
export function timelineOf({ events, failedSyncs }: TokenHistory): EventLineFragment[] {
  const losses = (failedSyncs ?? []).filter(({ cause }) => !PASSING.has(cause));
  return [...(events ?? []), ...losses].sort((a, b) => Date.parse(b.at) - Date.parse(a.at));
}
