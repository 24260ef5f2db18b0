import { type ApolloServer, HeaderMap } from "@apollo/server";
import type { FastifyRequest } from "fastify";
import type { Context } from "../request-context.js";
import type { GraphqlResponse } from "./response-cache.js";

/** Lets Apollo execute an HTTP request. Passes on only the query of the address: the client chooses the `Host` header. */
export async function answerRequest<C extends Context>(
  server: ApolloServer<C>,
  context: C,
  request: FastifyRequest,
): Promise<Pick<GraphqlResponse, "status" | "headers" | "payload">> {
  // Apollo does not know HEAD; Fastify removes the body.
  const method = request.method === "HEAD" ? "GET" : request.method;
  const answer = await server.executeHTTPGraphQLRequest({
    httpGraphQLRequest: { method, body: bodyOf(request), search: searchOf(request), headers: headersOf(request) },
    context: async () => context,
  });
  // Only `@defer` responds in chunks; the schema has no `@defer`.
  const payload = answer.body.kind === "complete" ? answer.body.string : "";
  return { status: answer.status ?? 200, headers: [...answer.headers], payload };
}

/** Some clients always send an `operationName`, even an empty one. */
function bodyOf({ body }: FastifyRequest): unknown {
  if ((body as { operationName?: unknown } | null | undefined)?.operationName !== "") return body;
  return { ...(body as object), operationName: null };
}

function searchOf({ url }: FastifyRequest): string {
  const start = url.indexOf("?");
  return start === -1 ? "" : url.slice(start).replace(/([?&])operationName=(?=&|$)/, "$1");
}

function headersOf({ headers }: FastifyRequest): HeaderMap {
  const map = new HeaderMap();
  for (const [name, value] of Object.entries(headers)) {
    if (value) map.set(name, Array.isArray(value) ? value.join(", ") : value);
  }
  return map;
}
