import { useMemo } from "react";
import { useGraphqlQuery } from "../data-provider/use-graphql-query.js";
import { type EventLineFragment, SubjectNamesDocument } from "../gql/graphql.js";

/** The names of the keys and operators that lines are about, by id; asked for only where there are such lines. */
export function useSubjectNames(events: readonly EventLineFragment[]): ReadonlyMap<string, string> {
  const isWanted = events.some(({ action, subject }) => subject !== null && /^(KEY|OPERATOR)_/.test(action));
  const { data } = useGraphqlQuery({
    name: "events",
    document: SubjectNamesDocument,
    variables: {},
    enabled: isWanted,
  });
  return useMemo(() => {
    const keys = (data?.apiKeys?.nodes ?? []).map(({ id, name }) => [id, name] as const);
    const operators = (data?.operators?.nodes ?? []).map(({ id, email }) => [id, email] as const);
    return new Map([...keys, ...operators]);
  }, [data]);
}
