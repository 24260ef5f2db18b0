import {
  type AccountFilter,
  PauseAccountsDocument,
  RefreshTokensDocument,
  ResumeAccountsDocument,
  SyncAccountsDocument,
} from "../gql/graphql.js";
import { useAct } from "../lib/use-act.js";

/** The accounts of a job: these, or all that a filter holds. */
export type BulkScope = { accountIds: string[] } | { filter: AccountFilter };

/** What can be done with many accounts; each begins a job, whose id is told. */
export function useBulkActs(onBegun: (jobId: string) => void): BulkActs {
  const [refresh, isRefreshing] = useAct(RefreshTokensDocument, { onDone: (data) => onBegun(data.refreshTokens.id) });
  const [sync, isSyncing] = useAct(SyncAccountsDocument, { onDone: (data) => onBegun(data.syncAccounts.id) });
  const [pause, isPausing] = useAct(PauseAccountsDocument, { onDone: (data) => onBegun(data.pauseAccounts.id) });
  const [resume, isResuming] = useAct(ResumeAccountsDocument, { onDone: (data) => onBegun(data.resumeAccounts.id) });
  return { refresh, sync, pause, resume, isBusy: isRefreshing || isSyncing || isPausing || isResuming };
}

interface BulkActs {
  refresh(scope: BulkScope): void;
  sync(scope: BulkScope): void;
  pause(scope: BulkScope): void;
  resume(scope: BulkScope): void;
  isBusy: boolean;
}
