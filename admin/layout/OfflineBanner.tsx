import { Alert } from "@mui/material";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { useGraphqlQuery } from "../data-provider/use-graphql-query.js";
import { LayoutStatusDocument } from "../gql/graphql.js";
import { useTranslate } from "../i18n/use-translate.js";
import { onLostRequest } from "../lib/connection-events.js";

/** Says that what is on screen is old, for as long as the server does not answer; seen from wherever one has scrolled to. */
export function OfflineBanner() {
  const translate = useTranslate();
  const { data } = useGraphqlQuery("layout", LayoutStatusDocument);
  const isAway = useIsServerAway();
  // A page that has nothing to show yet says so itself.
  if (!data || !isAway) return null;
  return (
    <Alert severity="error" variant="filled" sx={BANNER}>
      {translate("darkroom.layout.offline")}
    </Alert>
  );
}

const BANNER = { mt: 2, position: "sticky", top: { xs: 64, sm: 56 }, zIndex: "appBar" } as const;

const PING_EVERY_MS = 8_000;
const PING_AGAIN_AFTER_MS = 1_000;
const ANSWER_WITHIN_MS = 4_000;

/**
 * Whether the server is silent. It is knocked at every 8 s, and at once when any request of the page is lost; only a second
 * ping without an answer, a second after the first, counts. When it is back, all that is on screen is asked for anew.
 */
function useIsServerAway(): boolean {
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
