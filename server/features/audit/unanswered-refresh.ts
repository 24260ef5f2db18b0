import type { EventRow } from "../../db/schema/audit-log.js";

/** The text for a refresh with an unknown result. */
export const UNANSWERED =
  "No answer came to this refresh, so its result is unknown: Instagram may have renewed the token all the same. The stored " +
  "token stays, and the server asks again by itself. Connect the account again only if Instagram then refuses it.";

/** True for the entry of a refresh without a response from Instagram. */
export function isUnanswered({ action, outcome, instagramCode }: EventRow): boolean {
  return action === "token.failed" && outcome === "INSTAGRAM_UNAVAILABLE" && instagramCode === null;
}
