import { useQueryClient } from "@tanstack/react-query";
import { useLogoutIfAccessDenied } from "react-admin";
import { errorText } from "../i18n/error-text.js";
import { useTranslate } from "../i18n/use-translate.js";
import { ApiError } from "../lib/api-error.js";
import { invalidate } from "./use-action.js";
import { type ResultOf, type VariablesOf, VERBS, type VerbName } from "./verbs.js";

/** A verb of the API as the `onSubmit` of a form: returns the errors that the form shows. */
export function useSubmit<N extends VerbName>(
  name: N,
  onSuccess: (result: ResultOf<N>) => void,
): (variables: VariablesOf<N>) => Promise<unknown> {
  const translate = useTranslate();
  const queries = useQueryClient();
  const logoutIfAccessDenied = useLogoutIfAccessDenied();
  return async (variables) => {
    const { run, invalidates } = VERBS[name];
    try {
      onSuccess(await run(variables));
    } catch (error) {
      if (await logoutIfAccessDenied(error)) return;
      if (error instanceof ApiError && error.body) return error.body.errors;
      return { root: { serverError: errorText(error, translate) } };
    } finally {
      void invalidate(queries, invalidates);
    }
  };
}
