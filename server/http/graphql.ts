import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { GraphqlDoor } from "../graphql/server.js";
import type { World } from "../world.js";
import { readViewer } from "./viewer.js";

/** `/graphql`: POST, and GET for queries. */
export function graphqlRoutes(app: FastifyInstance, world: World, door: GraphqlDoor): void {
  app.route({
    method: ["GET", "POST"],
    url: "/graphql",
    async handler(request: FastifyRequest, reply: FastifyReply) {
      const viewer = await readViewer(world, request);
      // Without a cookie there is nothing that another site's page could misuse.
      if (request.method === "GET" && request.headers.cookie === undefined)
        request.headers["apollo-require-preflight"] = "1";
      return await door.handle(viewer).call(app, request, reply);
    },
  });
}
