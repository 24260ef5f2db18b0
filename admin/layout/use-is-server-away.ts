import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { onLostRequest } from "../lib/connection-events.js";

const PING_EVERY_MS = 8_000;
const PING_AGAIN_AFTER_MS = 1_000;
const ANSWER_WITHIN_MS = 4_000;

/**
 * Whether the server is silent. It is knocked at every 8 s, and at once when any request of the page is lost; only a second
 * ping without an answer, a second after the first, counts. When it is back, all that is on screen is asked for anew.
 */
export function useIsServerAway(): boolean {
  const queries = useQueryClient();
  const { isError: isAway, refetch } = useQuery({
    queryKey: ["ping"],
    queryFn: ping,
    initialData: true,
    refetchInterval: PING_EVERY_MS,
    retry: 1,
    retryDelay: PING_AGAIN_AFTER_MS,
  });
  useEffect(() => onLostRequest(() => void refetch({ cancelRefetch: false })), [refetch]);
  useEffect(() => {
    if (isAway) return () => void queries.invalidateQueries();
  }, [isAway, queries]);
  return isAway;
}

/** Asks for nothing but a sign of life, which costs the server next to nothing. */
async function ping(): Promise<true> {
  const { ok, status } = await fetch("/healthz", { cache: "no-store", signal: AbortSignal.timeout(ANSWER_WITHIN_MS) });
  if (!ok) throw new Error(`The server responded to a ping with ${status}.`);
  return true;
}
