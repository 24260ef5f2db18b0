import { type InfiniteData, useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { useNotify } from "react-admin";
import { wordsOf } from "../lib/api-error.js";
import { ask } from "../lib/ask.js";
import {
  ACCOUNT_MEDIA,
  type AccountMediaQueryVariables,
  type MediaTileFragment,
  SET_MEDIA_HIDDEN,
} from "../operations.js";

/** What narrows and orders the posts. */
export type MediaChoice = Omit<AccountMediaQueryVariables, "accountId" | "after">;

interface Connection {
  totalCount: number;
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
  nodes: MediaTileFragment[];
}

const FIRST_PAGE: string | null = null;

/**
 * An account's posts, page after page. What was read stays as it is while one scrolls, and is read anew once a sync has
 * changed it: asking for every page again each 30 s would be hundreds of calls.
 */
export function useMedia({ id, syncedAt }: { id: string; syncedAt: string | null }, choice: MediaChoice) {
  const { data, ...query } = useInfiniteQuery({
    queryKey: [ACCOUNT_MEDIA, id, syncedAt, choice],
    queryFn: ({ pageParam }) => readPage({ ...choice, accountId: id, after: pageParam }),
    initialPageParam: FIRST_PAGE,
    getNextPageParam: ({ pageInfo }) => (pageInfo.hasNextPage ? pageInfo.endCursor : null),
    placeholderData: (before) => before,
    refetchInterval: false,
    staleTime: "static",
  });
  return {
    ...query,
    posts: data?.pages.flatMap((page) => page.nodes),
    totalCount: data?.pages[0]?.totalCount,
  };
}

async function readPage(variables: AccountMediaQueryVariables): Promise<Connection> {
  const { account } = await ask(ACCOUNT_MEDIA, variables);
  return account?.mediaConnection ?? { totalCount: 0, pageInfo: { hasNextPage: false, endCursor: null }, nodes: [] };
}

/** Hides or shows a post: on screen at once, and back as it was where the server refuses. Answers whether it is done. */
export function useSetHidden(accountId: string): (id: string, hidden: boolean) => Promise<boolean> {
  const queries = useQueryClient();
  const notify = useNotify();
  return useCallback(
    async (id, hidden) => {
      const show = (isHidden: boolean) =>
        queries.setQueriesData<InfiniteData<Connection>>(
          { queryKey: [ACCOUNT_MEDIA, accountId] },
          (data) => data && { ...data, pages: data.pages.map((page) => withHidden(page, id, isHidden)) },
        );
      show(hidden);
      try {
        await ask(SET_MEDIA_HIDDEN, { id, hidden });
        return true;
      } catch (error) {
        show(!hidden);
        notify(wordsOf(error), { type: "error", multiLine: true });
        return false;
      }
    },
    [accountId, queries, notify],
  );
}

function withHidden(page: Connection, id: string, hidden: boolean): Connection {
  return { ...page, nodes: page.nodes.map((post) => (post.id === id ? { ...post, hidden } : post)) };
}
