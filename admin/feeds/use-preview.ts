import { keepPreviousData } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useGraphqlQuery } from "../data-provider/use-graphql-query.js";
import { type FeedInput, FeedPreviewDocument, type FeedPreviewQuery } from "../gql/graphql.js";

const DEBOUNCE_MS = 300;

export interface Preview {
  /** Null while there is none yet. */
  change: NonNullable<FeedPreviewQuery["previewFeed"]> | null;
  /** Whether the preview is of an earlier input. */
  isBusy: boolean;
  error: unknown;
}

/** What a change would do to a feed, once the typing rests; nothing without a change. */
export function usePreview(id: string, changes: FeedInput): Preview {
  const typed = JSON.stringify(changes);
  const settled = useDebounced(typed);
  const isEmpty = typed === "{}";
  const { data, error, isFetching, isPlaceholderData } = useGraphqlQuery("feeds", FeedPreviewDocument, {
    variables: { id, input: JSON.parse(settled) as FeedInput },
    enabled: settled !== "{}",
    placeholderData: keepPreviousData,
  });
  if (isEmpty) return { change: null, isBusy: false, error: null };
  const isOld = typed !== settled || isPlaceholderData || settled === "{}";
  const isFailed = error !== null && !isFetching && !isOld;
  return {
    change: settled === "{}" ? null : (data?.previewFeed ?? null),
    isBusy: !isFailed && (isOld || !data),
    error: isFailed ? error : null,
  };
}

function useDebounced(value: string): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), DEBOUNCE_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}
