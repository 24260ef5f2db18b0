import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useLogoutIfAccessDenied, useNotify } from "react-admin";
import type { TypedDocumentString } from "../gql/graphql.js";
import { wordsOf } from "./api-error.js";
import { request } from "./request.js";

interface ActOptions<TData> {
  /** Told when it is done; left out, nothing is. */
  done?: string | ((data: TData) => string);
  onDone?(data: TData): void;
  /** Left out, a failure is told in a notice at the foot of the page. */
  onFailure?(error: unknown): void;
}

/**
 * A mutation as a page's button: `const [refresh, isRefreshing] = useAct(REFRESH_TOKEN, { done: "Refreshed." })`.
 * Everything on screen is asked for again after it, whatever became of it.
 */
export function useAct<TData, TVariables>(
  document: TypedDocumentString<TData, TVariables>,
  options: ActOptions<TData> = {},
): [(variables: TVariables) => void, boolean] {
  const { done, onDone, onFailure } = options;
  const notify = useNotify();
  const queries = useQueryClient();
  const logoutIfAccessDenied = useLogoutIfAccessDenied();
  const { mutate, isPending } = useMutation<TData, unknown, TVariables>({
    mutationFn: (variables) => request(document, variables),
    onSuccess: (data) => {
      const words = typeof done === "function" ? done(data) : done;
      if (words) notify(words, { type: "success" });
      onDone?.(data);
    },
    onError: async (error) => {
      if (await logoutIfAccessDenied(error)) return;
      if (onFailure) onFailure(error);
      else notify(wordsOf(error), { type: "error", autoHideDuration: 10_000, multiLine: true });
    },
    onSettled: () => queries.invalidateQueries(),
  });
  return [mutate, isPending];
}
