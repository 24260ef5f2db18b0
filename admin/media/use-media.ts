import { type InfiniteData, useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef } from "react";
import { useNotify } from "react-admin";
import { VERBS } from "../data-provider/verbs.js";
import { AccountMediaDocument, type AccountMediaQueryVariables, type MediaTileFragment } from "../gql/graphql.js";
import { errorText } from "../i18n/error-text.js";
import { useTranslate } from "../i18n/use-translate.js";
import { request } from "../lib/request.js";
import { asVariables, type MediaFilterValues } from "./media-filters.js";

interface Connection {
  totalCount: number;
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
  nodes: MediaTileFragment[];
}

const FIRST_PAGE: string | null = null;

/** Whose posts, and what tells that they have changed: the last sync, and the last time that one was hidden or shown. */
export interface MediaOwner {
  id: string;
  syncedAt: string | null;
  lastHiding: readonly { id: string }[] | null;
}

/**
 * An account's posts, page after page. What was read stays as it is while one scrolls, and is read anew once a sync, or
 * somebody who hides a post, has changed it: asking for every page again each 30 s would be hundreds of calls.
 */
export function useMedia({ id, syncedAt, lastHiding }: MediaOwner, choice: MediaFilterValues) {
  const { data, refetch, ...query } = useInfiniteQuery({
    queryKey: ["media", AccountMediaDocument, id, choice],
    queryFn: ({ pageParam }) => readPage({ ...asVariables(choice), accountId: id, after: pageParam }),
    initialPageParam: FIRST_PAGE,
    getNextPageParam: ({ pageInfo }) => (pageInfo.hasNextPage ? pageInfo.endCursor : null),
    placeholderData: (before) => before,
    refetchInterval: false,
    staleTime: "static",
    // What is not on screen would not hear of a change.
    gcTime: 0,
  });
  useChange(`${syncedAt} ${lastHiding?.[0]?.id}`, refetch);
  return {
    ...query,
    refetch,
    posts: data?.pages.flatMap((page) => page.nodes),
    totalCount: data?.pages[0]?.totalCount,
  };
}

/** Calls when a value is another one than before. */
function useChange(value: string, onChange: () => unknown): void {
  const before = useRef(value);
  useEffect(() => {
    if (before.current !== value) onChange();
    before.current = value;
  }, [value, onChange]);
}

async function readPage(variables: AccountMediaQueryVariables): Promise<Connection> {
  const { account } = await request(AccountMediaDocument, variables);
  return account?.mediaConnection ?? { totalCount: 0, pageInfo: { hasNextPage: false, endCursor: null }, nodes: [] };
}

/** Hides or shows a post: on screen at once, and back as it was where the server refuses. Answers whether it is done. */
export function useSetHidden(accountId: string): (id: string, hidden: boolean) => Promise<boolean> {
  const translate = useTranslate();
  const queries = useQueryClient();
  const notify = useNotify();
  return useCallback(
    async (id, hidden) => {
      const show = (isHidden: boolean) =>
        queries.setQueriesData<InfiniteData<Connection>>(
          { queryKey: ["media", AccountMediaDocument, accountId] },
          (data) => data && { ...data, pages: data.pages.map((page) => withHidden(page, id, isHidden)) },
        );
      // An answer that is on its way may be from before.
      await queries.cancelQueries({ queryKey: ["media", AccountMediaDocument, accountId] });
      show(hidden);
      try {
        await VERBS.setMediaHidden.run({ id, hidden });
        return true;
      } catch (error) {
        show(!hidden);
        notify(errorText(error, translate), { type: "error", multiLine: true });
        return false;
      }
    },
    [accountId, queries, notify, translate],
  );
}

function withHidden(page: Connection, id: string, hidden: boolean): Connection {
  return { ...page, nodes: page.nodes.map((post) => (post.id === id ? { ...post, hidden } : post)) };
}
