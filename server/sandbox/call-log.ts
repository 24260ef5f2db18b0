export interface LoggedCall {
  at: string;
  endpoint: string;
  /** The cast's key, or null when the token named nobody. */
  account: string | null;
  /** HTTP status, or how the connection was ended instead of an answer. */
  status: number | string;
  limit?: number;
  /** The platform's error code, where the answer was an error. */
  code?: number;
  /** Which token was used; tells nothing about the token itself. */
  grant?: { id: string; issuedAt: string };
}

/** Which calls were made; for tests. No token is ever in it. */
export interface CallLog {
  record(call: LoggedCall): void;
  /** Told of each call as it is recorded, from now on. */
  hear(listener: (call: LoggedCall) => void): void;
  counts(): Record<string, Record<string, number>>;
  recent(): LoggedCall[];
  clear(): void;
}

const RECENT_MAX = 200;

export function createCallLog(): CallLog {
  const counts = new Map<string, number>();
  const listeners: ((call: LoggedCall) => void)[] = [];
  let recent: LoggedCall[] = [];
  return {
    hear: (listener) => void listeners.push(listener),
    record(call) {
      const key = `${call.account ?? "unknown"} ${call.endpoint}`;
      counts.set(key, (counts.get(key) ?? 0) + 1);
      recent = [...recent.slice(1 - RECENT_MAX), call];
      for (const hear of listeners) hear(call);
    },
    counts() {
      const byAccount: Record<string, Record<string, number>> = {};
      for (const [key, count] of counts) {
        const [account = "", endpoint = ""] = key.split(" ");
        byAccount[account] = { ...byAccount[account], [endpoint]: count };
      }
      return byAccount;
    },
    recent: () => [...recent],
    clear() {
      counts.clear();
      recent = [];
    },
  };
}
