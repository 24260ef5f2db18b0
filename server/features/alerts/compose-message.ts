import type { AppContext } from "../../app-context.js";
import { AlertKind, type AlertRow } from "../../db/schema/alerts.js";
import { MINUTE_MS } from "../../lib/clock.js";
import { SYSTEM } from "../../viewer.js";
import { createLink } from "../connect/create-link.js";
import { type AlertAccount, accountItem, alertSubject, systemItem } from "./alert-text.js";
import type { Message, MessageItem } from "./message.js";
import { lastMessageAt, queueMessage } from "./queue-message.js";
import { markNotified, selectAlertAccounts, selectPending } from "./store.js";

/** After a message news are gathered this long, so that what falls together comes together. */
const BATCH_WINDOW_MS = 10 * MINUTE_MS;
/** Of more accounts only the counts are told. */
const ACCOUNTS_MAX = 50;
const ALERTS_MAX = 100_000;

/** Puts all that is to be told into one message and keeps it for each channel. To be called in a transaction. */
export async function composeMessage(app: AppContext): Promise<void> {
  const now = app.clock.now();
  const lastAt = await lastMessageAt(app);
  if (lastAt && Math.abs(now.getTime() - lastAt.getTime()) < BATCH_WINDOW_MS) return;
  const sandbox = app.config.mode === "sandbox";
  const pending = (await selectPending(app.db, { sandbox, now, limit: ALERTS_MAX })).sort(byWeight);
  if (pending.length === 0) return;
  const accountIds = [...new Set(pending.flatMap(({ accountId }) => accountId ?? []))];
  const isListed = accountIds.length <= ACCOUNTS_MAX;
  // The accounts are locked before their alerts, in the order in which erasing one locks them.
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

/** One link an account and message, for all its news in it. */
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
