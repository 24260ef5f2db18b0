import { type UseQueryResult, useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { useLogoutIfAccessDenied } from "react-admin";
import { ask } from "./ask.js";
import type { Operation } from "./operation.js";

/** What a page reads; asked for again every 30 s and when the window is looked at, or as often as `everyMs` says. */
export function useAsk<TData, TVariables>(
  operation: Operation<TData, TVariables>,
  variables: TVariables,
  { everyMs, isWanted = true }: { everyMs?: number; isWanted?: boolean } = {},
): UseQueryResult<TData> {
  const logoutIfAccessDenied = useLogoutIfAccessDenied();
  const result = useQuery({
    queryKey: [operation, variables],
    queryFn: () => ask(operation, variables),
    enabled: isWanted,
    ...(everyMs !== undefined && { refetchInterval: everyMs }),
  });
  const { error } = result;
  useEffect(() => {
    if (error) void logoutIfAccessDenied(error);
  }, [error, logoutIfAccessDenied]);
  return result;
}
