import { QueryClient } from "@tanstack/react-query";
import { isSignedOut } from "./lib/api-error.js";

/** How often what is shown is asked for again. */
export const REFRESH_EVERY_MS = 30_000;

const RETRIES_MAX = 2;

/** What is on screen asks again by itself, also when the window is looked at again; while it is hidden it rests. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        refetchInterval: REFRESH_EVERY_MS,
        refetchOnWindowFocus: true,
        staleTime: 5_000,
        retry: (failureCount, error) => failureCount < RETRIES_MAX && !isSignedOut(error),
      },
    },
  });
}
