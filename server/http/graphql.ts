import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { GraphqlDoor } from "../graphql/server.js";
import { SECOND_MS } from "../lib/clock.js";
import { Refusal } from "../lib/errors.js";
import { within } from "../lib/within.js";
import type { World } from "../world.js";
import { browserRules } from "./browsers.js";
import { sendRefusal } from "./errors.js";
import { countViewer } from "./rate-limit.js";
import { readViewer } from "./viewer.js";

const URL = "/graphql";

/**
 * Longer than Postgres gives a statement. A Postgres that has frozen, or that takes connections and drops them, ends none:
 * postgres.js would wait for ever. (Fastify's own `handlerTimeout` makes and aborts a signal for every request, which costs
 * more than the rest of its routing.)
 */
const READ_MS = 20 * SECOND_MS;
/** Longer than an operation at Instagram may take. */
const MUTATION_MS = 40 * SECOND_MS;

/** `/graphql`: POST, and GET for queries. */
export function graphqlRoutes(app: FastifyInstance, world: World, door: GraphqlDoor): void {
  browserRules(app, world, URL);
  app.route({
    method: ["GET", "POST"],
    url: URL,
    handler: (request: FastifyRequest, reply: FastifyReply) =>
      within(answerGraphql(request, reply), { ms: isRead(request) ? READ_MS : MUTATION_MS, late: tooLate }),
  });
  app.route({
    method: ["PUT", "PATCH", "DELETE"],
    url: URL,
    onRequest: async (request, reply) => sendRefusal(request, reply.code(405).header("allow", ALLOWED), NOT_BY_THIS),
    handler: () => undefined,
  });

  async function answerGraphql(request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
    const viewer = await readViewer(world, request).catch((error: unknown) => {
      if (error instanceof Refusal) countViewer(world, null, { request, reply });
      throw error;
    });
    request.viewer = viewer;
    countViewer(world, viewer, { request, reply });
    // A GET by a key, or without a cookie, holds nothing that another site's page could misuse.
    if (request.method === "GET" && (viewer.kind === "CLIENT" || request.headers.cookie === undefined)) {
      request.headers["apollo-require-preflight"] = "1";
    }
    return await door.answer(viewer, request, reply);
  }
}

const ALLOWED = "GET, HEAD, POST, OPTIONS";
const NOT_BY_THIS = new Refusal("BAD_USER_INPUT", "GraphQL is asked by GET or POST.", {
  nextStep: "Send queries by GET or POST, mutations by POST.",
});

/** What names no mutation changes nothing. A persisted query may be one: its text is not here. */
function isRead({ method, body }: FastifyRequest): boolean {
  if (method === "GET") return true;
  const query = (body as { query?: unknown } | null)?.query;
  return typeof query === "string" && !query.includes("mutation");
}

function tooLate(): Refusal {
  return new Refusal("SERVICE_UNAVAILABLE", "The database does not answer.", { retryAfterS: 5 });
}
