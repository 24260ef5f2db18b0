import type { EventAction, EventLineFragment } from "../gql/graphql.js";

/** What can be in the record, as a heading or a choice: "Token refreshed". */
export const ACTION_WORDS: Record<EventAction, string> = {
  ACCOUNT_CONNECTED: "Account connected",
  ACCOUNT_DEAUTHORIZED: "App removed at Instagram",
  ACCOUNT_DISCONNECTED: "Account disconnected",
  ACCOUNT_ERASED: "Account erased",
  ACCOUNT_IMPORTED: "Account imported by a token",
  ACCOUNT_PAUSED: "Account paused",
  ACCOUNT_RECONNECTED: "Account reconnected",
  ACCOUNT_RESUMED: "Account resumed",
  ACCOUNT_SNOOZED: "Account snoozed or unsnoozed",
  ACCOUNT_UPDATED: "Reference, tags or note changed",
  CALLBACK_REJECTED: "Callback rejected",
  ERASURE_REQUESTED: "Deletion requested by Meta",
  JOB_CANCELLED: "Job cancelled",
  JOB_STARTED: "Job started",
  KEY_CREATED: "API key created",
  KEY_REVOKED: "API key revoked",
  KEY_UPDATED: "API key changed",
  LINK_CREATED: "Connect link created",
  LINK_REVOKED: "Connect link revoked",
  MEDIA_HIDDEN: "Post hidden",
  MEDIA_SHOWN: "Post unhidden",
  OPERATOR_ADDED: "Operator added",
  OPERATOR_PASSWORD_SET: "Password changed",
  OPERATOR_REMOVED: "Operator removed",
  OPERATOR_SIGNED_IN: "Operator signed in",
  OWNER_DATA_EXPORTED: "Owner downloaded their data",
  OWNER_LOGGED_IN: "Owner logged in",
  SANDBOX_ERASED: "Sandbox accounts erased",
  SECRETS_ROTATED: "Encryption key rotated",
  SYNC_FAILED: "Sync failed",
  TEST_ALERT_SENT: "Test alert sent",
  TOKEN_FAILED: "Token refresh failed",
  TOKEN_REFRESHED: "Token refreshed",
};

/** What somebody did; the account's name follows, where there is one. */
const DID: Record<EventAction, string> = {
  ACCOUNT_CONNECTED: "connected",
  ACCOUNT_DEAUTHORIZED: "received Meta's notice that the app was removed by",
  ACCOUNT_DISCONNECTED: "disconnected",
  ACCOUNT_ERASED: "erased",
  ACCOUNT_IMPORTED: "imported, by a token,",
  ACCOUNT_PAUSED: "paused",
  ACCOUNT_RECONNECTED: "reconnected",
  ACCOUNT_RESUMED: "resumed",
  ACCOUNT_SNOOZED: "snoozed or unsnoozed",
  ACCOUNT_UPDATED: "changed the reference, tags or note of",
  CALLBACK_REJECTED: "sent a request that is not Meta's",
  ERASURE_REQUESTED: "was asked by Meta to delete the data of",
  JOB_CANCELLED: "cancelled a job",
  JOB_STARTED: "started a job",
  KEY_CREATED: "created the API key",
  KEY_REVOKED: "revoked the API key",
  KEY_UPDATED: "changed the API key",
  LINK_CREATED: "created a connect link",
  LINK_REVOKED: "revoked a connect link",
  MEDIA_HIDDEN: "hid a post of",
  MEDIA_SHOWN: "unhid a post of",
  OPERATOR_ADDED: "added the operator",
  OPERATOR_PASSWORD_SET: "changed the password of",
  OPERATOR_REMOVED: "removed the operator",
  OPERATOR_SIGNED_IN: "signed in",
  OWNER_DATA_EXPORTED: "downloaded the data of",
  OWNER_LOGGED_IN: "logged in as",
  SANDBOX_ERASED: "erased the sandbox's accounts",
  SECRETS_ROTATED: "rotated the encryption key",
  SYNC_FAILED: "could not sync",
  TEST_ALERT_SENT: "sent a test alert",
  TOKEN_FAILED: "could not refresh the token of",
  TOKEN_REFRESHED: "refreshed the token of",
};

/** A line of the record as the parts of a sentence: who did what to whom. */
interface EventWords {
  /** Such as "operator@localhost" or "The server". */
  who: string;
  /** Such as "refreshed the token of"; `account` follows. */
  did: string;
  /** "@bakery", or words for one that is gone; null where the line is about no account. */
  account: string | null;
}

/** Says a line of the record in plain words; link `account` to the account's page where `event.account` is there. */
export function describeEvent(
  event: Pick<EventLineFragment, "action" | "actor" | "account" | "accountId">,
): EventWords {
  const { action, actor, account, accountId } = event;
  const isForOne = action.startsWith("LINK_") && accountId !== null;
  return {
    who: actor.kind === "OPERATOR" || actor.kind === "CLIENT" ? actor.label : capital(actor.label),
    did: isForOne ? `${DID[action]} for` : DID[action],
    account: account ? `@${account.username}` : accountId === null ? null : "a deleted account",
  };
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
