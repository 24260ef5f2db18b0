export interface LoggedCall {
  at: string;
  endpoint: string;
  account: string | null;
  status: number | string;
  limit?: number;
  code?: number;
  grant?: { id: string; issuedAt: string };
}

export interface CallLog {
  record(call: LoggedCall): void;
  subscribe(listener: (call: LoggedCall) => void): void;
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
    subscribe: (listener) => void listeners.push(listener),
    record(call) {
      const key = `${call.account ?? "unknown"} ${call.endpoint}`;
      counts.set(key, (counts.get(key) ?? 0) + 1);
      recent = [...recent.slice(1 - RECENT_MAX), call];
      for (const subscribe of listeners) subscribe(call);
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
