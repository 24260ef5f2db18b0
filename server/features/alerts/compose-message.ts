import type { AppContext } from "../../app-context.js";
import { AlertKind, type AlertRow } from "../../db/schema/alerts.js";
import { NEXT_STEPS } from "../../instagram/cause-steps.js";
import type { FailureCause } from "../../instagram/errors.js";
import { MINUTE_MS } from "../../lib/clock.js";
import { SYSTEM } from "../../viewer.js";
import { createLink } from "../connect/create-link.js";
import { lastMessageAt, queueMessage } from "./deliver.js";
import { APP, CLOCKS, LATE_CALLS, LATE_REFRESHES, LATE_SYNCS } from "./find-system-alerts.js";
import type { Message, MessageItem } from "./message.js";
import { markNotified, selectAlertAccounts, selectPending } from "./store.js";

/** Alerts within this time after a message are sent together. */
const BATCH_WINDOW_MS = 10 * MINUTE_MS;

/** Above this number a message contains only counts. */
const ACCOUNTS_MAX = 50;

const ALERTS_MAX = 100_000;

/** Composes one message of all pending alerts and queues it for each channel. Call it in a transaction. */
export async function composeMessage(app: AppContext): Promise<void> {
  const now = app.clock.now();
  const lastAt = await lastMessageAt(app);
  if (lastAt && Math.abs(now.getTime() - lastAt.getTime()) < BATCH_WINDOW_MS) return;
  const sandbox = app.config.mode === "sandbox";
  const pending = (await selectPending(app.db, { sandbox, now, limit: ALERTS_MAX })).sort(byWeight);
  if (pending.length === 0) return;
  const accountIds = [...new Set(pending.flatMap(({ accountId }) => accountId ?? []))];
  const isListed = accountIds.length <= ACCOUNTS_MAX;
  // Locks accounts before alerts, in the same order as the erasure of an account.
  const accounts = isListed ? await selectAlertAccounts(app.db, accountIds) : [];
  await markNotified(
    app.db,
    pending.map(({ id }) => id),
    now,
  );
  const items = await itemsOf(app, pending, accounts);
  const counts = countsOf(pending);
  const subject = alertSubject(counts, items);
  const dashboardUrl = `${app.config.publicUrl}/admin/`;
  const message: Message = { subject, counts, accountCount: accountIds.length, items, dashboardUrl };
  await queueMessage(app, message);
}

const WEIGHTS = Object.keys(AlertKind);

function byWeight(a: AlertRow, b: AlertRow): number {
  return WEIGHTS.indexOf(a.kind) - WEIGHTS.indexOf(b.kind) || a.id - b.id;
}

async function itemsOf(app: AppContext, pending: AlertRow[], accounts: AlertAccount[]): Promise<MessageItem[]> {
  const byId = new Map(accounts.map((account) => [account.id, account]));
  const links = new Map<string, string>();
  const items: MessageItem[] = [];
  for (const alert of pending) {
    if (alert.accountId === null) items.push(systemItem(alert));
    const account = byId.get(alert.accountId ?? "");
    if (!account) continue;
    const isGood = alert.kind === "RECOVERED";
    if (!isGood && !links.has(account.id)) links.set(account.id, await reconnectUrl(app, account.id));
    items.push(accountItem(alert, account, isGood ? null : (links.get(account.id) ?? null)));
  }
  return items;
}

async function reconnectUrl(app: AppContext, accountId: string): Promise<string> {
  const input = { label: "from an alert", accountId, reference: null, expiresAt: null };
  const { url } = await createLink(app, input, SYSTEM);
  return url;
}

function countsOf(pending: AlertRow[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { kind } of pending) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}

export interface AlertAccount {
  id: string;
  username: string;
  expiresAt: Date;
}

function accountItem(alert: AlertRow, account: AlertAccount, reconnectUrl: string | null): MessageItem {
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

function systemItem(alert: AlertRow): MessageItem {
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
