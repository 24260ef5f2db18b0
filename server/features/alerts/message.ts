export interface MessageItem {
  kind: string;
  at: string;
  account: { id: string; username: string } | null;
  cause: string | null;
  text: string;
  nextStep: string;
  tokenExpiresAt: string | null;
  /** A single-use connect link for this account, valid for 7 days. */
  reconnectUrl: string | null;
}

export interface Message {
  subject: string;
  /** Also of alerts that are not in `items`. */
  counts: Record<string, number>;
  accountCount: number;
  items: MessageItem[];
  dashboardUrl: string;
}

export interface OutgoingMessage {
  id: string;
  test: boolean;
  createdAt: Date;
  message: Message;
}

export interface Attempt {
  /** The HTTP status or SMTP reply code; null without a response. */
  responseCode: number | null;
  /** Null: delivered. */
  error: string | null;
  retryAfterS?: number | null;
}

export function messageText(message: Message): string {
  const items = message.items.map(({ text, nextStep, reconnectUrl }) =>
    [text, nextStep, ...(reconnectUrl ? [`Reconnect (good once, for 7 days): ${reconnectUrl}`] : [])].join("\n"),
  );
  return [message.subject, ...items, ...summaryOf(message), `Dashboard: ${message.dashboardUrl}`].join("\n\n");
}

/** Replaces a list with too many accounts. */
export function summaryOf({ accountCount, items }: Message): string[] {
  const isListed = accountCount === 0 || items.some(({ account }) => account);
  return isListed ? [] : [`These are ${accountCount} accounts, too many to list here: the dashboard shows them.`];
}
