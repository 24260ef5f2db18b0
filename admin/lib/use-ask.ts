import { keepPreviousData, type UseQueryResult, useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { useLogoutIfAccessDenied } from "react-admin";
import type { TypedDocumentString } from "../gql/graphql.js";
import { request } from "./request.js";

interface AskOptions {
  everyMs?: number;
  isWanted?: boolean;
  /** What was answered to other variables stays until the new answer is there, told by `isPlaceholderData`: draw it so. */
  keepsOld?: boolean;
}

/** What a page reads; asked for again every 30 s and when the window is looked at, or as often as `everyMs` says. */
export function useAsk<TData, TVariables>(
  document: TypedDocumentString<TData, TVariables>,
  variables: TVariables,
  { everyMs, isWanted = true, keepsOld = false }: AskOptions = {},
): UseQueryResult<TData> {
  const logoutIfAccessDenied = useLogoutIfAccessDenied();
  const result = useQuery({
    queryKey: [document, variables],
    queryFn: () => request(document, variables),
    enabled: isWanted,
    ...(everyMs !== undefined && { refetchInterval: everyMs }),
    ...(keepsOld && { placeholderData: keepPreviousData }),
  });
  const { error } = result;
  useEffect(() => {
    if (error) void logoutIfAccessDenied(error);
  }, [error, logoutIfAccessDenied]);
  return result;
}
