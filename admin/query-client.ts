import { QueryClient } from "@tanstack/react-query";
import { isSignedOut, isUnreachable } from "./lib/api-error.js";

/** How often what is shown is asked for again. */
export const REFRESH_EVERY_MS = 30_000;

/** How often work that goes on is looked at. */
export const WATCH_EVERY_MS = 2_000;

/** How often a server that does not answer is tried. */
const RETRY_EVERY_MS = 5_000;
const RETRIES_MAX = 2;

/**
 * What is on screen asks again by itself, also when the window is looked at again; while it is hidden it rests. Whether the
 * browser believes to be online does not matter: the server may be on this machine.
 */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        networkMode: "always",
        refetchInterval: intervalOf,
        refetchOnWindowFocus: true,
        staleTime: 5_000,
        retry: mayRetry,
      },
      mutations: { networkMode: "always" },
    },
  });
}

/** For react-admin's lists, which would try once and show a notice: their errors stand in the place of the rows. */
export const LIST_QUERY = { retry: mayRetry, onError() {} };

/** As `LIST_QUERY`, but read again every other second while one of the rows still changes. */
export function watchedList<R>(isChanging: (row: R) => boolean) {
  return {
    ...LIST_QUERY,
    refetchInterval: (query: ListQuery<R>) =>
      query.state.data?.data?.some(isChanging) ? WATCH_EVERY_MS : intervalOf(query),
  };
}

interface ListQuery<R> {
  state: { data?: { data?: R[] } | undefined; error: unknown };
}

function intervalOf({ state }: { state: { error: unknown } }): number {
  return isUnreachable(state.error) ? RETRY_EVERY_MS : REFRESH_EVERY_MS;
}

function mayRetry(failureCount: number, error: unknown): boolean {
  return failureCount < RETRIES_MAX && !isSignedOut(error);
}
