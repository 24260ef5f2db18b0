/** One piece of news, in words that a person can act on. */
export interface MessageItem {
  kind: string;
  /** When it was noticed (ISO 8601). */
  at: string;
  account: { id: string; username: string } | null;
  /** A FailureCause of the contract, where Instagram gave one. */
  cause: string | null;
  text: string;
  nextStep: string;
  tokenExpiresAt: string | null;
  /** Opens Instagram's consent page for this account, once, for 7 days. */
  reconnectUrl: string | null;
}

/** What is told at once, the same to every channel. */
export interface Message {
  /** The first line: what happened, without secrets. */
  subject: string;
  /** How much news of each kind there is, also of those that are not among `items`. */
  counts: Record<string, number>;
  accountCount: number;
  /** Of too many accounts only the counts are told. */
  items: MessageItem[];
  dashboardUrl: string;
}

/** A message on its way: what both channels write. */
export interface OutgoingMessage {
  /** The delivery's: the same at each try. */
  id: string;
  test: boolean;
  createdAt: Date;
  message: Message;
}

/** What came of one try. Neither part holds a secret. */
export interface Attempt {
  /** The HTTP status or the mail server's reply code; null when there was no answer. */
  responseCode: number | null;
  /** Null: it was delivered. */
  error: string | null;
  /** What the other side asked us to wait. */
  retryAfterS?: number | null;
}

/** The message as plain text. */
export function messageText(message: Message): string {
  const items = message.items.map(({ text, nextStep, reconnectUrl }) =>
    [text, nextStep, ...(reconnectUrl ? [`Reconnect (good once, for 7 days): ${reconnectUrl}`] : [])].join("\n"),
  );
  return [message.subject, ...items, ...summaryOf(message), `Dashboard: ${message.dashboardUrl}`].join("\n\n");
}

/** The sentence in place of accounts that are too many to list. */
export function summaryOf({ accountCount, items }: Message): string[] {
  const isListed = accountCount === 0 || items.some(({ account }) => account);
  return isListed ? [] : [`These are ${accountCount} accounts, too many to list here: the dashboard shows them.`];
}
