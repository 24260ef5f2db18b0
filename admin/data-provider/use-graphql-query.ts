import { type UseQueryOptions, type UseQueryResult, useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { useLogoutIfAccessDenied } from "react-admin";
import type { TypedDocumentString } from "../gql/graphql.js";
import { request } from "../lib/request.js";
import type { QueryName } from "./verbs.js";

interface Options<TData, TVariables>
  extends Pick<UseQueryOptions<TData>, "enabled" | "placeholderData" | "refetchInterval"> {
  variables: TVariables;
}

/**
 * Reads what a page shows and no resource has: refetched every 30 s, and when the window gets the focus. `name` is the
 * resource that it reads, or the page that it belongs to: verbs name it when they make the query old.
 */
export function useGraphqlQuery<TData, TVariables>(
  name: QueryName,
  document: TypedDocumentString<TData, TVariables>,
  ...[options]: Record<string, never> extends TVariables ? [] : [Options<TData, TVariables>]
): UseQueryResult<TData> {
  const { variables = {} as TVariables, ...rest } = options ?? {};
  const logoutIfAccessDenied = useLogoutIfAccessDenied();
  const result = useQuery({
    queryKey: [name, document, variables],
    queryFn: () => request(document, variables),
    ...rest,
  });
  const { error } = result;
  useEffect(() => {
    if (error) void logoutIfAccessDenied(error);
  }, [error, logoutIfAccessDenied]);
  return result;
}
