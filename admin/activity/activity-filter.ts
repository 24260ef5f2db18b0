import type { ActorKind, EventAction, EventFilter, EventOutcome } from "../gql/graphql.js";
import { ACTION_WORDS } from "./describe-event.js";

/** Which lines of the record the page shows; it is kept in the address. */
export interface ActivityFilter {
  action?: EventAction[];
  actorKind?: ActorKind[];
  outcome?: EventOutcome;
  accountId?: string;
  /** Instants, as the API takes them. */
  since?: string;
  until?: string;
}

export const ACTOR_WORDS: Record<ActorKind, string> = {
  OPERATOR: "Operators",
  OWNER: "Owners of accounts",
  CLIENT: "API keys",
  ANONYMOUS: "Not signed in",
  SYSTEM: "The server",
};

/** Everybody but the server's own timetable. */
export const PEOPLE: ActorKind[] = ["OPERATOR", "OWNER", "CLIENT", "ANONYMOUS"];

/** The address of the lines under a filter: `activityUrl({ outcome: "FAILED" })`. */
export function activityUrl(filter: ActivityFilter): string {
  const query = writeFilter(filter).toString();
  return query ? `/events?${query}` : "/events";
}

export function writeFilter(filter: ActivityFilter): URLSearchParams {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(filter)) {
    const text = Array.isArray(value) ? value.join(",") : value;
    if (text) query.set(name, text);
  }
  return query;
}

/** Reads the address; what is unknown there is left out, so that an old or mistyped one still opens. */
export function readFilter(query: URLSearchParams): ActivityFilter {
  const action = listIn(query, "action").filter((one): one is EventAction => one in ACTION_WORDS);
  const actorKind = listIn(query, "actorKind").filter((one): one is ActorKind => one in ACTOR_WORDS);
  const outcome = query.get("outcome");
  const accountId = query.get("accountId");
  const since = instantIn(query, "since");
  const until = instantIn(query, "until");
  return {
    ...(action.length > 0 && { action }),
    ...(actorKind.length > 0 && { actorKind }),
    ...((outcome === "OK" || outcome === "FAILED") && { outcome }),
    ...(accountId && { accountId }),
    ...(since && { since }),
    ...(until && { until }),
  };
}

export function asEventFilter({ outcome, ...rest }: ActivityFilter): EventFilter {
  return { ...rest, ...(outcome && { outcome: [outcome] }) };
}

function listIn(query: URLSearchParams, name: string): string[] {
  return query.get(name)?.split(",") ?? [];
}

function instantIn(query: URLSearchParams, name: string): string | null {
  const at = new Date(query.get(name) ?? "");
  return Number.isNaN(at.getTime()) ? null : at.toISOString();
}
