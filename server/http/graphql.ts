import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { AppContext } from "../app-context.js";
import type { Asker } from "../db/read-pool.js";
import { Reads } from "../db/reads.js";
import { cachedAnswer, createResponseCache, questionOf } from "../graphql/cached-answer.js";
import { type CachedResponse, isCached } from "../graphql/response-cache.js";
import type { GraphqlHandler } from "../graphql/server.js";
import { SECOND_MS } from "../lib/clock.js";
import { withTimeout } from "../lib/concurrency.js";
import { ApiError } from "../lib/errors.js";
import type { Viewer } from "../viewer.js";
import { corsAndCaching } from "./cors-and-caching.js";
import { sendApiError } from "./errors.js";
import type { Lifecycle } from "./lifecycle.js";
import { countViewer } from "./rate-limit.js";
import { RepeatedRequests } from "./repeated-requests.js";
import { readViewer } from "./viewer.js";
import { whenOver } from "./when-over.js";

const URL = "/graphql";

/**
 * Longer than Postgres's statement limit. A frozen Postgres ends no statement, and postgres.js would wait forever. (Fastify's
 * own `handlerTimeout` creates a signal for every request, which costs more than the rest of its routing.)
 */
const READ_MS = 20 * SECOND_MS;
/** Longer than an Instagram operation. */
const MUTATION_MS = 40 * SECOND_MS;

export function graphqlRoutes(
  server: FastifyInstance,
  app: AppContext,
  { handler, lifecycle }: { handler: GraphqlHandler; lifecycle: Lifecycle },
): void {
  const cache = createResponseCache(app);
  corsAndCaching(server, app, URL);
  const answers = new WeakMap<FastifyRequest, CachedResponse>();
  if (cache) repeatResponses(server, answers, { requests: new RepeatedRequests(app, cache), lifecycle });
  server.route({
    method: ["GET", "POST"],
    url: URL,
    handler: (request: FastifyRequest, reply: FastifyReply) => {
      const inFlight: RequestReads = { reads: null };
      // After the response, or when the client disconnects.
      whenOver(request, reply, () => inFlight.reads?.end());
      const late = () => {
        inFlight.reads?.end();
        return new ApiError("SERVICE_UNAVAILABLE", "The database does not respond.", { retryAfterS: 5 });
      };
      return withTimeout(answerGraphql(request, reply, inFlight), {
        ms: isRead(request) ? READ_MS : MUTATION_MS,
        late,
      });
    },
  });
  server.route({
    method: ["PUT", "PATCH", "DELETE"],
    url: URL,
    onRequest: async (request, reply) => sendApiError(request, reply.code(405).header("allow", ALLOWED), NOT_BY_THIS),
    handler: () => undefined,
  });

  async function answerGraphql(request: FastifyRequest, reply: FastifyReply, inFlight: RequestReads): Promise<unknown> {
    const viewer = await readViewer(app, request).catch((error: unknown) => {
      if (error instanceof ApiError) countViewer(app, null, { request, reply });
      throw error;
    });
    request.viewer = viewer;
    countViewer(app, viewer, { request, reply });
    // Another site's page cannot misuse a GET by a key or without a cookie.
    if (isGet(request) && (viewer.kind === "CLIENT" || request.headers.cookie === undefined)) {
      request.headers["apollo-require-preflight"] = "1";
    }
    const reads = new Reads(app.pools.reads, askerOf(viewer, request.ip), app.replica ?? undefined);
    inFlight.reads = reads;
    if (reply.raw.destroyed) reads.end();
    const read = () => handler.answer({ viewer, reads }, request);
    const question = cache && questionOf(request);
    const answer = question
      ? await cachedAnswer({ cache, metrics: app.metrics }, { viewer, question, read })
      : await read();
    if (isCached(answer)) answers.set(request, answer);
    for (const [name, value] of answer.headers) reply.header(name, value);
    reply.code(answer.status);
    return answer.payload;
  }
}

/** Call it after the hook that sets the last headers. */
function repeatResponses(
  server: FastifyInstance,
  answers: WeakMap<FastifyRequest, CachedResponse>,
  { requests, lifecycle }: { requests: RepeatedRequests; lifecycle: Lifecycle },
): void {
  requests.install(server, lifecycle);
  server.addHook("onSend", (...call) => {
    const [request, reply, payload, done] = call;
    const answer = answers.get(request);
    if (answer) requests.remember(answer, { request, reply });
    done(null, payload);
  });
}

const ALLOWED = "GET, HEAD, POST, OPTIONS";
const NOT_BY_THIS = new ApiError("BAD_USER_INPUT", "GraphQL requests use GET or POST.", {
  nextStep: "Send queries by GET or POST, mutations by POST.",
});

function isGet({ method }: FastifyRequest): boolean {
  return method === "GET" || method === "HEAD";
}

/** A request that does not mention a mutation is a read. A persisted query may be one, because its text is absent. */
function isRead(request: FastifyRequest): boolean {
  if (isGet(request)) return true;
  const query = (request.body as { query?: unknown } | null)?.query;
  return typeof query === "string" && !query.includes("mutation");
}

interface RequestReads {
  reads: Reads | null;
}

const STRANGERS_STATEMENT_MS = 5 * SECOND_MS;
const STATEMENT_MS = 15 * SECOND_MS;

/** The caller for fair scheduling, and its statement limit. A publishable key counts as anonymous. */
function askerOf(viewer: Viewer, address: string): Asker {
  const known = { statementMs: STATEMENT_MS, isStranger: false };
  if (viewer.kind === "OPERATOR") return { ...known, caller: `operator ${viewer.operatorId}` };
  if (viewer.kind === "OWNER") return { ...known, caller: `owner ${viewer.accountId}` };
  if (viewer.kind === "CLIENT" && viewer.secret) return { ...known, caller: `key ${viewer.keyId}` };
  return { caller: `address ${address}`, statementMs: STRANGERS_STATEMENT_MS, isStranger: true };
}
