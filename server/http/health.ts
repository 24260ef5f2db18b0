import type { FastifyInstance } from "fastify";
import type { World } from "../world.js";

/** `/healthz`: the process is alive. `/readyz`: it can serve, so the database answers and it is not draining. */
export function healthRoutes(app: FastifyInstance, world: World, isDraining: () => boolean): void {
  app.get("/healthz", async () => ({ status: "alive" }));
  app.get("/readyz", async (_request, reply) => {
    if (isDraining()) return await reply.code(503).header("retry-after", "5").send({ status: "draining" });
    try {
      await world.sql`select 1`;
      return { status: "ready" };
    } catch {
      return await reply.code(503).header("retry-after", "5").send({ status: "database away" });
    }
  });
}
