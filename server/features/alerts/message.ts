export interface MessageItem {
  kind: string;
  /** When it was detected (ISO 8601). */
  at: string;
  account: { id: string; username: string } | null;
  /** Instagram's FailureCause, if there is one. */
  cause: string | null;
  text: string;
  nextStep: string;
  tokenExpiresAt: string | null;
  /** A single-use connect link for this account, valid for 7 days. */
  reconnectUrl: string | null;
}

export interface Message {
  /** The first line: what happened, without secrets. */
  subject: string;
  /** The number of alerts of each kind, including those not in `items`. */
  counts: Record<string, number>;
  accountCount: number;
  /** Empty above the maximum number of accounts. */
  items: MessageItem[];
  dashboardUrl: string;
}

export interface OutgoingMessage {
  /** The delivery's id, the same at each attempt. */
  id: string;
  test: boolean;
  createdAt: Date;
  message: Message;
}

/** The result of an attempt, without secrets. */
export interface Attempt {
  /** The HTTP status or SMTP reply code; null without a response. */
  responseCode: number | null;
  /** Null: delivered. */
  error: string | null;
  /** The wait that the receiver requested. */
  retryAfterS?: number | null;
}

export function messageText(message: Message): string {
  const items = message.items.map(({ text, nextStep, reconnectUrl }) =>
    [text, nextStep, ...(reconnectUrl ? [`Reconnect (good once, for 7 days): ${reconnectUrl}`] : [])].join("\n"),
  );
  return [message.subject, ...items, ...summaryOf(message), `Dashboard: ${message.dashboardUrl}`].join("\n\n");
}

/** The summary that replaces a list with too many accounts. */
export function summaryOf({ accountCount, items }: Message): string[] {
  const isListed = accountCount === 0 || items.some(({ account }) => account);
  return isListed ? [] : [`These are ${accountCount} accounts, too many to list here: the dashboard shows them.`];
}
