import { useAction } from "../data-provider/use-action.js";
import type { AccountFilter } from "../gql/graphql.js";

/** The accounts of a job: these, or all that a filter holds. */
export type BulkScope = { accountIds: string[] } | { filter: AccountFilter };

/** What can be done with many accounts; each begins a job, whose id is told. */
export function useBulkActs(onBegun: (jobId: string) => void): BulkActs {
  const [refresh, isRefreshing] = useAction("refreshTokens", { onSuccess: ({ id }) => onBegun(id) });
  const [sync, isSyncing] = useAction("syncAccounts", { onSuccess: ({ id }) => onBegun(id) });
  const [pause, isPausing] = useAction("pauseAccounts", { onSuccess: ({ id }) => onBegun(id) });
  const [resume, isResuming] = useAction("resumeAccounts", { onSuccess: ({ id }) => onBegun(id) });
  return { refresh, sync, pause, resume, isBusy: isRefreshing || isSyncing || isPausing || isResuming };
}

interface BulkActs {
  refresh(scope: BulkScope): void;
  sync(scope: BulkScope): void;
  pause(scope: BulkScope): void;
  resume(scope: BulkScope): void;
  isBusy: boolean;
}
