import type { AlertKind, AlertRow } from "../../db/schema/alerts.js";
import { NEXT_STEPS } from "../../instagram/cause-steps.js";
import type { FailureCause } from "../../instagram/errors.js";
import type { MessageItem } from "./message.js";
import { APP, CLOCKS, LATE_CALLS, LATE_REFRESHES, LATE_SYNCS } from "./system-alerts.js";

/** An account as news tell of it. */
export interface AlertAccount {
  id: string;
  username: string;
  expiresAt: Date;
}

/** News of an account, in words. */
export function accountItem(alert: AlertRow, account: AlertAccount, reconnectUrl: string | null): MessageItem {
  const { username, expiresAt } = account;
  const day = expiresAt.toISOString().slice(0, 10);
  const runsOut = `The token of @${username} runs out in at most`;
  const texts: Partial<Record<AlertKind, string>> = {
    RECONNECT_REQUIRED: `@${username} must be reconnected.`,
    REFRESH_FAILING: `The token of @${username} could not be refreshed for a day. It runs out on ${day}.`,
    EXPIRING_14: `${runsOut} 14 days, on ${day}.`,
    EXPIRING_7: `${runsOut} 7 days, on ${day}.`,
    EXPIRING_3: `${runsOut} 3 days, on ${day}.`,
    EXPIRING_1: `${runsOut} 24 hours, on ${day}.`,
    RECOVERED: `@${username} works again.`,
  };
  return {
    kind: alert.kind,
    at: alert.detectedAt.toISOString(),
    account: { id: account.id, username },
    cause: alert.cause,
    text: texts[alert.kind] ?? alert.kind,
    nextStep: accountStep(alert, expiresAt),
    tokenExpiresAt: expiresAt.toISOString(),
    reconnectUrl,
  };
}

function accountStep({ kind, cause, detectedAt }: AlertRow, expiresAt: Date): string {
  if (kind === "RECOVERED") return "There is nothing to do.";
  if (cause !== null) return NEXT_STEPS[cause as FailureCause];
  if (expiresAt <= detectedAt) return NEXT_STEPS.TOKEN_EXPIRED;
  if (kind === "RECONNECT_REQUIRED")
    return "Its token is gone, or is another Instagram app's: connect the account again.";
  return "It was not refreshed in time: see that a server with JOBS=on runs, or connect the account again.";
}

/** News of the server itself, in words. */
export function systemItem(alert: AlertRow): MessageItem {
  const [text, nextStep] = systemAlertText(alert);
  const at = alert.detectedAt.toISOString();
  const none = { account: null, cause: null, tokenExpiresAt: null, reconnectUrl: null };
  return { kind: alert.kind, at, text, nextStep, ...none };
}

function systemAlertText({ kind, subject, since, detectedAt }: AlertRow): [string, string] {
  const from = since.toISOString();
  switch (kind) {
    case "JOB_FAILING":
      return [
        `The job "${subject}" has failed at every run since ${from}.`,
        'Look in the server\'s log for "job failed".',
      ];
    case "APP_BLOCKED":
      return [
        `Meta has switched off or restricts the Instagram ${subject}: every account has been refused since ${from}.`,
        NEXT_STEPS.APP_BLOCKED,
      ];
    case "JOBS_OVERDUE":
      if (subject === CLOCKS)
        return [
          "The clocks of this machine and of the database differ by minutes or more.",
          "Let both machines take their time from the network (NTP); until then no token is refreshed and nothing is deleted.",
        ];
      if (subject === LATE_CALLS)
        return [
          `Nothing has been asked of Instagram since ${from}: it throttles the app, or fails too many calls.`,
          "The server goes on by itself as soon as it can; see whether Meta tells of an outage. What is kept is served.",
        ];
      return [
        `The ${subject} are late: the oldest was due at ${from}.`,
        subject === LATE_REFRESHES
          ? "See that a server with JOBS=on runs and reaches Instagram; tokens that are not refreshed run out."
          : "See that a server with JOBS=on runs and reaches Instagram; what is kept is served meanwhile.",
      ];
    case "DATABASE_OUTAGE":
      return [
        `The database was away from ${from} to ${detectedAt.toISOString()}.`,
        "It is back, and the server has gone on by itself; look in the database's log for the reason.",
      ];
    default:
      if (subject.startsWith(`${APP} `))
        return [`Meta serves the Instagram ${subject} again.`, "There is nothing to do."];
      if (subject === CLOCKS) return ["The clocks of machine and database agree again.", "There is nothing to do."];
      return [`The ${isLateness(subject) ? subject : `job "${subject}"`} went well again.`, "There is nothing to do."];
  }
}

function isLateness(subject: string): boolean {
  return [LATE_REFRESHES, LATE_SYNCS, LATE_CALLS].includes(subject);
}

/** The first line of a message: its only news, or how much of each kind there is. */
export function alertSubject(counts: Record<string, number>, items: MessageItem[]): string {
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const [only] = items;
  if (only && total === 1) return only.text.replace(/\.$/, "");
  return Object.entries(counts)
    .map(([kind, count]) => PHRASES[kind as AlertKind](count))
    .join(", ");
}

const PHRASES: Record<AlertKind, (count: number) => string> = {
  RECONNECT_REQUIRED: (count) =>
    count === 1 ? "1 account must be reconnected" : `${count} accounts must be reconnected`,
  REFRESH_FAILING: (count) => `${tokens(count)} could not be refreshed for a day`,
  EXPIRING_14: (count) => `${tokens(count)} with at most 14 days left`,
  EXPIRING_7: (count) => `${tokens(count)} with at most 7 days left`,
  EXPIRING_3: (count) => `${tokens(count)} with at most 3 days left`,
  EXPIRING_1: (count) => `${tokens(count)} with at most 24 hours left`,
  RECOVERED: (count) => `${count} recovered`,
  APP_BLOCKED: () => "Meta has switched off the app",
  JOBS_OVERDUE: () => "jobs are late",
  JOB_FAILING: (count) => (count === 1 ? "a job fails" : `${count} jobs fail`),
  DATABASE_OUTAGE: () => "the database was away",
};

function tokens(count: number): string {
  return count === 1 ? "1 token" : `${count} tokens`;
}
