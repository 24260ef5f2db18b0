interface LoggedCall {
  at: string;
  endpoint: string;
  /** The cast's key, or null when the token named nobody. */
  account: string | null;
  /** HTTP status, or how the connection was ended instead of an answer. */
  status: number | string;
  limit?: number;
}

/** Which calls were made; for tests. No token is ever in it. */
export interface CallLog {
  record(call: LoggedCall): void;
  counts(): Record<string, Record<string, number>>;
  recent(): LoggedCall[];
  clear(): void;
}

const RECENT_MAX = 200;

export function createCallLog(): CallLog {
  const counts = new Map<string, number>();
  let recent: LoggedCall[] = [];
  return {
    record(call) {
      const key = `${call.account ?? "unknown"} ${call.endpoint}`;
      counts.set(key, (counts.get(key) ?? 0) + 1);
      recent = [...recent.slice(1 - RECENT_MAX), call];
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
