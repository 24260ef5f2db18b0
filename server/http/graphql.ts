import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { GraphqlDoor } from "../graphql/server.js";
import type { World } from "../world.js";
import { browserRules } from "./browsers.js";
import { readViewer } from "./viewer.js";

const URL = "/graphql";

/** `/graphql`: POST, and GET for queries. */
export function graphqlRoutes(app: FastifyInstance, world: World, door: GraphqlDoor): void {
  browserRules(app, world, URL);
  app.route({
    method: ["GET", "POST"],
    url: URL,
    // More than any verb takes: this is for a database that takes connections and drops them, on which postgres.js never gives up.
    handlerTimeout: 60_000,
    async handler(request: FastifyRequest, reply: FastifyReply) {
      const viewer = await readViewer(world, request);
      request.viewer = viewer;
      // A GET by a key, or without a cookie, holds nothing that another site's page could misuse.
      if (request.method === "GET" && (viewer.kind === "CLIENT" || request.headers.cookie === undefined)) {
        request.headers["apollo-require-preflight"] = "1";
      }
      return await door.handle(viewer).call(app, request, reply);
    },
  });
}
