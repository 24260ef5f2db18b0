import type { MessageKey } from "../i18n/use-translate.js";

/** Every status that the dashboard shows, in the order of the page; the key of its name. */
export const STATE_GROUPS = {
  account: names("darkroom.ui.status", ["ACTIVE", "PAUSED", "RECONNECT_REQUIRED"]),
  health: names("darkroom.ui.health", ["HEALTHY", "DUE", "EXPIRING", "EXPIRED", "REVOKED"]),
  sync: names("darkroom.states.name.sync", ["OK", "STALE", "FAILED", "INTERRUPTED"]),
  cause: names("darkroom.ui.cause", [
    ...(["TOKEN_EXPIRED", "TOKEN_REVOKED", "PASSWORD_CHANGED", "APP_REMOVED", "CHECKPOINT"] as const),
    ...(["PERMISSION_MISSING", "ACCOUNT_NOT_PROFESSIONAL", "ACCOUNT_UNAVAILABLE", "NOT_A_TESTER"] as const),
    ...(["APP_BLOCKED", "APP_MISCONFIGURED", "INSTAGRAM_RATE_LIMITED", "INSTAGRAM_UNAVAILABLE"] as const),
    "INSTAGRAM_REJECTED",
  ]),
  job: names("darkroom.states.name.job", ["WAITING", "RUNNING", "DONE", "CANCELLED"]),
};

export type StateGroup = keyof typeof STATE_GROUPS;

/** The place of a status on the page. */
export function stateUrl(group: StateGroup, state: string): string {
  return `/states#${group}-${state}`;
}

/** The place of all statuses of a group. */
export function groupUrl(group: StateGroup): string {
  return `/states#${group}`;
}

function names<P extends string, N extends string>(parent: P, states: readonly N[]) {
  return states.map((state) => ({ state, name: `${parent}.${state}` as const satisfies string as MessageKey }));
}
