import type { GraphiQLProps } from "graphiql";
import { buildSchema, introspectionFromSchema } from "graphql";

const TIMEOUT_MS = 60_000;

/**
 * Asks this server. The session's cookie goes along; what the header editor holds is sent beside it. The schema comes from
 * the file of it: that is a tenth of the answer to GraphiQL's question, and a browser that has it asks only whether it changed.
 */
export const fetchAnswer: GraphiQLProps["fetcher"] = async (operation, options) => {
  if (operation.operationName === "IntrospectionQuery") return { data: await introspect(options?.headers) };
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

async function introspect(headers: Record<string, string> = {}) {
  const response = await fetch("/schema.graphql", { headers, signal: AbortSignal.timeout(TIMEOUT_MS) });
  const text = await response.text();
  if (!response.ok) throw new Error(`The server answered ${response.status} instead of its schema: ${text}`);
  return introspectionFromSchema(buildSchema(text, { assumeValidSDL: true }));
}
