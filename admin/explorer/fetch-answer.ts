import type { GraphiQLProps } from "graphiql";

const TIMEOUT_MS = 60_000;

/** Asks this server. The session's cookie goes along; what the header editor holds is sent beside it. */
export const fetchAnswer: GraphiQLProps["fetcher"] = async (operation, options) => {
  const response = await fetch("/graphql", {
    method: "POST",
    headers: {
      "content-type": "application/json",
      accept: "application/graphql-response+json, application/json",
      ...options?.headers,
    },
    body: JSON.stringify(operation),
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  if (!response.headers.get("content-type")?.includes("json")) {
    throw new Error(`The server answered ${response.status} without JSON. Check its log.`);
  }
  return response.json();
};
