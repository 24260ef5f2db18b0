import type { NeedyAccountFragment } from "../gql/graphql.js";
import { CAUSE_WORDS } from "../ui/words.js";

/** What is to be done first for an account that needs somebody. */
export type NextStep = "REFRESH" | "RECONNECT" | "SEND_LINK" | "SYNC";

/**
 * The one thing to do. An account that bears a reference of the operator's belongs to somebody else, a customer: its owner
 * is sent a link. Any other is reconnected by whoever sits here.
 */
export function nextStepOf({ status, reference, token }: NeedyAccountFragment): NextStep {
  if (status === "RECONNECT_REQUIRED") return reference ? "SEND_LINK" : "RECONNECT";
  if (token?.failure || token?.health === "EXPIRING") return "REFRESH";
  return "SYNC";
}

/** Why it needs somebody, in plain words. */
export function problemOf({ status, staleCause, token }: NeedyAccountFragment): string {
  const cause = token?.failure?.cause;
  if (status === "RECONNECT_REQUIRED") {
    if (cause) return `${CAUSE_WORDS[cause]}.`;
    return token?.health === "EXPIRED" ? `${CAUSE_WORDS.TOKEN_EXPIRED}.` : "This server has no usable token for it.";
  }
  if (cause) return `Refreshing its token fails: ${CAUSE_WORDS[cause]}.`;
  if (token?.health === "EXPIRING") return "Its token expires soon and has not been refreshed yet.";
  return staleCause ? `It cannot be synced: ${CAUSE_WORDS[staleCause]}.` : "It has not been synced for a day.";
}

/** How long its token is good: "12 days left". */
export function daysLeftWords({ status, token }: NeedyAccountFragment): string {
  if (!token || token.health === "REVOKED") return "Token rejected";
  if (token.health === "EXPIRED") return "Token expired";
  if (token.daysLeft === 0) return status === "RECONNECT_REQUIRED" ? "Token rejected" : "Less than a day left";
  return token.daysLeft === 1 ? "1 day left" : `${token.daysLeft} days left`;
}
