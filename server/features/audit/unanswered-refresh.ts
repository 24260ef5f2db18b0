import type { EventRow } from "../../db/schema/audit-log.js";

/** What an operator is to know of a refresh whose result is unknown. */
export const UNANSWERED =
  "No answer came to this refresh, so its result is unknown: Instagram may have renewed the token all the same. The stored " +
  "token stays, and the server asks again by itself. Connect the account again only if Instagram then refuses it.";

/** Whether an audit log entry tells of a refresh that was tried and to which Instagram said nothing. */
export function isUnanswered({ action, outcome, instagramCode }: EventRow): boolean {
  return action === "token.failed" && outcome === "INSTAGRAM_UNAVAILABLE" && instagramCode === null;
}
