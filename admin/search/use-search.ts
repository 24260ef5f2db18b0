import { keepPreviousData } from "@tanstack/react-query";
import { useEffect, useMemo, useState } from "react";
import { useGraphqlQuery } from "../data-provider/use-graphql-query.js";
import { SearchDocument } from "../gql/graphql.js";
import { type Hit, hitsOf } from "./hits.js";
import { NOTHING, planSearch } from "./plan-search.js";

const DEBOUNCE_MS = 200;
const NONE: readonly Hit[] = [];

interface Search {
  hits: readonly Hit[];
  state: "EMPTY" | "BUSY" | "NONE" | "DONE" | "FAILED";
  error: unknown;
}

/** Looks up what is typed, once the typing rests. The last results stay until the next ones arrive. */
export function useSearch(text: string): Search {
  const settled = useDebounced(text);
  const plan = useMemo(() => planSearch(settled), [settled]);
  const { data, error, isFetching, isPlaceholderData } = useGraphqlQuery("search", SearchDocument, {
    variables: plan ?? NOTHING,
    enabled: plan !== null,
    placeholderData: keepPreviousData,
    refetchInterval: false,
  });
  const hits = useMemo(() => (plan && data ? hitsOf(data, settled.trim()) : NONE), [plan, data, settled]);
  if (planSearch(text) === null) return { hits: NONE, state: "EMPTY", error: null };
  if (error && !isFetching) return { hits: NONE, state: "FAILED", error };
  const isBusy = text !== settled || isPlaceholderData || !data;
  return { hits, state: isBusy ? "BUSY" : hits.length === 0 ? "NONE" : "DONE", error: null };
}

function useDebounced(value: string): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), DEBOUNCE_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}
