import type { AttentionAccountFragment, FailureCause } from "../gql/graphql.js";
import type { Translate } from "../i18n/use-translate.js";

/** What is to be done first for an account that needs somebody. */
export type NextStep = "REFRESH" | "RECONNECT" | "SEND_LINK" | "SYNC";

/**
 * The one thing to do. An account that bears a reference of the operator's belongs to somebody else, a customer: its owner
 * is sent a link. Any other is reconnected by whoever sits here.
 */
export function nextStepOf({ status, reference, token }: AttentionAccountFragment): NextStep {
  if (status === "RECONNECT_REQUIRED") return reference ? "SEND_LINK" : "RECONNECT";
  if (token?.failure || token?.health === "EXPIRING") return "REFRESH";
  return "SYNC";
}

/** Why it needs somebody, in plain words. */
export function problemOf({ status, staleCause, token }: AttentionAccountFragment, translate: Translate): string {
  const sentence = (key: FailureCause) => `${translate(`darkroom.ui.cause.${key}`)}.`;
  const cause = token?.failure?.cause;
  if (status === "RECONNECT_REQUIRED") {
    if (cause) return sentence(cause);
    return token?.health === "EXPIRED" ? sentence("TOKEN_EXPIRED") : translate("darkroom.home.problem.no_token");
  }
  if (cause)
    return translate("darkroom.home.problem.refresh_fails", { cause: translate(`darkroom.ui.cause.${cause}`) });
  if (token?.health === "EXPIRING") return translate("darkroom.home.problem.expires_soon");
  if (!staleCause) return translate("darkroom.home.problem.not_synced");
  return translate("darkroom.home.problem.sync_fails", { cause: translate(`darkroom.ui.cause.${staleCause}`) });
}

/** How long its token is good: "12 days left". */
export function daysLeftText({ status, token }: AttentionAccountFragment, translate: Translate): string {
  if (!token || token.health === "REVOKED") return translate("darkroom.home.problem.token_rejected");
  if (token.health === "EXPIRED") return translate("darkroom.home.problem.token_expired");
  if (token.daysLeft > 0) return translate("darkroom.ui.days_left", { smart_count: token.daysLeft });
  const isRejected = status === "RECONNECT_REQUIRED";
  return translate(isRejected ? "darkroom.home.problem.token_rejected" : "darkroom.ui.less_than_a_day_left");
}
