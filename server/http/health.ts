import type { FastifyInstance } from "fastify";
import { filesStatus } from "../files/files-status.js";
import type { World } from "../world.js";
import type { Gate } from "./gate.js";

/**
 * `/healthz`: the process is alive. `/readyz`: it can serve, so it has started, the database answers, it is not draining;
 * `files` tells whether pictures are copied, which serving does not depend on.
 */
export function healthRoutes(app: FastifyInstance, world: World, gate: Gate): void {
  app.get("/healthz", async () => ({ status: "alive" }));
  app.get("/readyz", { handlerTimeout: 10_000 }, async (_request, reply) => {
    const status = gate.state === "open" ? await databaseStatus(world) : gate.state;
    if (status !== "ready") reply.code(503).header("retry-after", "5");
    return { status, files: filesStatus(world) };
  });
}

async function databaseStatus(world: World): Promise<"ready" | "database away"> {
  try {
    await world.sql`select 1`;
    return "ready";
  } catch {
    return "database away";
  }
}
