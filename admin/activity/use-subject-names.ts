import { useMemo } from "react";
import { type EventLineFragment, SubjectNamesDocument } from "../gql/graphql.js";
import { useAsk } from "../lib/use-ask.js";

/** The names of the keys and operators that lines are about, by id; asked for only where there are such lines. */
export function useSubjectNames(events: readonly EventLineFragment[]): ReadonlyMap<string, string> {
  const isWanted = events.some(({ action, subject }) => subject !== null && /^(KEY|OPERATOR)_/.test(action));
  const { data } = useAsk(SubjectNamesDocument, {}, { isWanted });
  return useMemo(() => {
    const keys = (data?.apiKeys?.nodes ?? []).map(({ id, name }) => [id, name] as const);
    const operators = (data?.operators?.nodes ?? []).map(({ id, email }) => [id, email] as const);
    return new Map([...keys, ...operators]);
  }, [data]);
}
