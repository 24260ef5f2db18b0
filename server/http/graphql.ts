import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { GraphqlDoor } from "../graphql/server.js";
import { Refusal } from "../lib/errors.js";
import { within } from "../lib/within.js";
import type { World } from "../world.js";
import { browserRules } from "./browsers.js";
import { readViewer } from "./viewer.js";

const URL = "/graphql";

/**
 * More than any verb takes: this is for a database that takes connections and drops them, on which postgres.js never gives up.
 * Fastify's own `handlerTimeout` makes and aborts a signal for every request, which costs more than the rest of its routing.
 */
const ANSWER_LIMIT = {
  ms: 60_000,
  late: () => new Refusal("SERVICE_UNAVAILABLE", "The server is busy.", { retryAfterS: 5 }),
};

/** `/graphql`: POST, and GET for queries. */
export function graphqlRoutes(app: FastifyInstance, world: World, door: GraphqlDoor): void {
  browserRules(app, world, URL);
  const answer = async (request: FastifyRequest, reply: FastifyReply) => {
    const viewer = await readViewer(world, request);
    request.viewer = viewer;
    // A GET by a key, or without a cookie, holds nothing that another site's page could misuse.
    if (request.method === "GET" && (viewer.kind === "CLIENT" || request.headers.cookie === undefined)) {
      request.headers["apollo-require-preflight"] = "1";
    }
    return await door.handle(viewer).call(app, request, reply);
  };
  app.route({
    method: ["GET", "POST"],
    url: URL,
    handler: (request, reply) => within(answer(request, reply), ANSWER_LIMIT),
  });
}
