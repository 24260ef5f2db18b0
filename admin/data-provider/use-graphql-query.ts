import { keepPreviousData, type UseQueryResult, useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { useLogoutIfAccessDenied } from "react-admin";
import type { TypedDocumentString } from "../gql/graphql.js";
import { request } from "../lib/request.js";
import type { QueryName } from "./verbs.js";

interface GraphqlQuery<TData, TVariables> {
  /** The resource that it reads, or the page that it belongs to. Verbs name it when they make the query old. */
  name: QueryName;
  document: TypedDocumentString<TData, TVariables>;
  variables: TVariables;
  /** In ms; left out, 30 s. */
  refetchInterval?: number;
  enabled?: boolean;
  /** Shows the result of other variables until the new one arrives; `isPlaceholderData` says so. */
  keepPrevious?: boolean;
}

/** Reads what a page shows and no resource has: refetched every 30 s, and when the window gets the focus. */
export function useGraphqlQuery<TData, TVariables>(query: GraphqlQuery<TData, TVariables>): UseQueryResult<TData> {
  const { name, document, variables, refetchInterval, enabled = true, keepPrevious = false } = query;
  const logoutIfAccessDenied = useLogoutIfAccessDenied();
  const result = useQuery({
    queryKey: [name, document, variables],
    queryFn: () => request(document, variables),
    enabled,
    ...(refetchInterval !== undefined && { refetchInterval }),
    ...(keepPrevious && { placeholderData: keepPreviousData }),
  });
  const { error } = result;
  useEffect(() => {
    if (error) void logoutIfAccessDenied(error);
  }, [error, logoutIfAccessDenied]);
  return result;
}
