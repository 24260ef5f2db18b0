import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { AppContext } from "../app-context.js";
import type { Reads } from "../db/reads.js";
import { questionOf } from "../graphql/cached-answer.js";
import type { GraphqlHandler } from "../graphql/server.js";
import { SECOND_MS } from "../lib/clock.js";
import { ApiError } from "../lib/errors.js";
import type { Viewer } from "../viewer.js";
import type { AnswerMemory } from "./answer-memory.js";
import { corsAndCaching } from "./cors-and-caching.js";
import { sendApiError } from "./errors.js";
import { answerWithReads, READ_MS } from "./reads-of-request.js";
import { readViewer } from "./viewer.js";

const URL = "/graphql";

/** Longer than an Instagram operation. */
const MUTATION_MS = 40 * SECOND_MS;

export function graphqlRoutes(
  server: FastifyInstance,
  app: AppContext,
  { handler, memory }: { handler: GraphqlHandler; memory: AnswerMemory },
): void {
  corsAndCaching(server, app, { urls: [URL], vary: varyOf });
  memory.rememberResponses(server);
  server.route({
    method: ["GET", "POST"],
    url: URL,
    handler: (request: FastifyRequest, reply: FastifyReply) =>
      answerWithReads(
        app,
        { request, reply },
        {
          ms: isRead(request) ? READ_MS : MUTATION_MS,
          viewer: () => readViewer(app, request),
          answer: (viewer, reads) => answerGraphql({ request, reply }, viewer, reads),
        },
      ),
  });
  server.route({
    method: ["PUT", "PATCH", "DELETE"],
    url: URL,
    onRequest: async (request, reply) => sendApiError(request, reply.code(405).header("allow", ALLOWED), NOT_BY_THIS),
    handler: () => undefined,
  });

  async function answerGraphql({ request, reply }: Exchange, viewer: Viewer, reads: Reads): Promise<unknown> {
    // Another site's page cannot misuse a GET by a key or without a cookie.
    if (isGet(request) && (viewer.kind === "CLIENT" || request.headers.cookie === undefined)) {
      request.headers["apollo-require-preflight"] = "1";
    }
    const read = () => handler.answer({ viewer, reads }, request);
    const answer = await memory.answer(request, { viewer, question: () => questionOf(request), read });
    for (const [name, value] of answer.headers) reply.header(name, value);
    reply.code(answer.status);
    return answer.payload;
  }
}

interface Exchange {
  request: FastifyRequest;
  reply: FastifyReply;
}

const ALLOWED = "GET, HEAD, POST, OPTIONS";
const NOT_BY_THIS = new ApiError("BAD_USER_INPUT", "GraphQL requests use GET or POST.", {
  nextStep: "Send queries by GET or POST, mutations by POST.",
});

const VARY = "Accept, Authorization, Cookie, Origin, X-API-Key";

/** Without an Origin, a publishable key is bound to the page in Referer. */
function varyOf({ viewer, headers }: FastifyRequest): string {
  return viewer?.kind === "CLIENT" && !viewer.secret && !headers.origin ? `${VARY}, Referer` : VARY;
}

function isGet({ method }: FastifyRequest): boolean {
  return method === "GET" || method === "HEAD";
}

/** A request that does not mention a mutation is a read. A persisted query may be one, because its text is absent. */
function isRead(request: FastifyRequest): boolean {
  if (isGet(request)) return true;
  const query = (request.body as { query?: unknown } | null)?.query;
  return typeof query === "string" && !query.includes("mutation");
}
