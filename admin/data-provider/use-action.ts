import { type QueryClient, type UseMutateFunction, useMutation, useQueryClient } from "@tanstack/react-query";
import { useLogoutIfAccessDenied, useNotify } from "react-admin";
import { errorText } from "../i18n/error-text.js";
import { useTranslate } from "../i18n/use-translate.js";
import { type QueryName, type ResultOf, type VariablesOf, VERBS, type VerbName } from "./verbs.js";

interface ActionOptions<TResult> {
  /** Left out, success shows no notice. */
  successMessage?: string | ((result: TResult) => string);
  onSuccess?(result: TResult): void;
  /** Left out, an error is shown in a notice at the foot of the page. */
  onError?(error: unknown): void;
}

/**
 * A verb of the API as a page's button: `const [refresh, isRefreshing] = useAction("refreshToken", { successMessage })`.
 * Only the queries that the verb names are read again, also after an error: it may have been done all the same.
 */
export function useAction<N extends VerbName>(
  name: N,
  { successMessage, onSuccess, onError }: ActionOptions<ResultOf<N>> = {},
): [UseMutateFunction<ResultOf<N>, unknown, VariablesOf<N>>, boolean] {
  const translate = useTranslate();
  const notify = useNotify();
  const queries = useQueryClient();
  const logoutIfAccessDenied = useLogoutIfAccessDenied();
  // Not through useDataProvider: after a logout its methods resolve, to something empty.
  const { run, invalidates } = VERBS[name];
  const { mutate, isPending } = useMutation<ResultOf<N>, unknown, VariablesOf<N>>({
    mutationFn: run,
    onSuccess: (result) => {
      const message = typeof successMessage === "function" ? successMessage(result) : successMessage;
      if (message) notify(message, { type: "success" });
      onSuccess?.(result);
    },
    onError: async (error) => {
      if (await logoutIfAccessDenied(error)) return;
      if (onError) onError(error);
      else notify(errorText(error, translate), { type: "error", autoHideDuration: 10_000, multiLine: true });
    },
    onSettled: () => invalidate(queries, invalidates),
  });
  return [mutate, isPending];
}

/** Reads again what is on screen of these names. */
export async function invalidate(queries: QueryClient, names: readonly QueryName[]): Promise<void> {
  await Promise.all(names.map((name) => queries.invalidateQueries({ queryKey: [name] })));
}
