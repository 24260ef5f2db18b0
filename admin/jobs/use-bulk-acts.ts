import { useAct } from "../lib/use-act.js";
import { type AccountFilter, PAUSE_ACCOUNTS, REFRESH_TOKENS, RESUME_ACCOUNTS, SYNC_ACCOUNTS } from "../operations.js";

/** The accounts of a job: these, or all that a filter holds. */
export type BulkScope = { accountIds: string[] } | { filter: AccountFilter };

/** What can be done with many accounts; each begins a job, whose id is told. */
export function useBulkActs(onBegun: (jobId: string) => void): BulkActs {
  const [refresh, isRefreshing] = useAct(REFRESH_TOKENS, { onDone: (data) => onBegun(data.refreshTokens.id) });
  const [sync, isSyncing] = useAct(SYNC_ACCOUNTS, { onDone: (data) => onBegun(data.syncAccounts.id) });
  const [pause, isPausing] = useAct(PAUSE_ACCOUNTS, { onDone: (data) => onBegun(data.pauseAccounts.id) });
  const [resume, isResuming] = useAct(RESUME_ACCOUNTS, { onDone: (data) => onBegun(data.resumeAccounts.id) });
  return { refresh, sync, pause, resume, isBusy: isRefreshing || isSyncing || isPausing || isResuming };
}

interface BulkActs {
  refresh(scope: BulkScope): void;
  sync(scope: BulkScope): void;
  pause(scope: BulkScope): void;
  resume(scope: BulkScope): void;
  isBusy: boolean;
}
