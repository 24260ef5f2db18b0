import { type ApolloServer, HeaderMap } from "@apollo/server";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { Context } from "../request-context.js";

/** Has Apollo answer an HTTP request. What it needs of the address is the query alone, whatever Host the client named. */
export async function answerRequest<C extends Context>(
  server: ApolloServer<C>,
  context: C,
  { request, reply }: { request: FastifyRequest; reply: FastifyReply },
): Promise<string> {
  // Apollo knows no HEAD; Fastify leaves its answer out.
  const method = request.method === "HEAD" ? "GET" : request.method;
  const answer = await server.executeHTTPGraphQLRequest({
    httpGraphQLRequest: { method, body: bodyOf(request), search: searchOf(request), headers: headersOf(request) },
    context: async () => context,
  });
  for (const [name, value] of answer.headers) reply.header(name, value);
  reply.code(answer.status ?? 200);
  // Only `@defer` makes others, which the schema does not have.
  return answer.body.kind === "complete" ? answer.body.string : "";
}

/** An empty `operationName` is none: some clients always send one. */
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
