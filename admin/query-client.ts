import { QueryClient } from "@tanstack/react-query";
import { isSignedOut, isUnreachable } from "./lib/api-error.js";

/** How often what is shown is asked for again. */
export const REFRESH_EVERY_MS = 30_000;

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
        refetchInterval: ({ state }) => (isUnreachable(state.error) ? RETRY_EVERY_MS : REFRESH_EVERY_MS),
        refetchOnWindowFocus: true,
        staleTime: 5_000,
        retry: (failureCount, error) => failureCount < RETRIES_MAX && !isSignedOut(error),
      },
      mutations: { networkMode: "always" },
    },
  });
}
