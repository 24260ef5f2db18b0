import type { FastifyInstance } from "fastify";
import { filesStatus } from "../files/files-status.js";
import { Refusal } from "../lib/errors.js";
import type { World } from "../world.js";

/** Whether the doors may be used; the start opens the gate once everything is there. */
export interface Gate {
  state: "starting" | "open" | "draining";
}

/**
 * `/healthz`: the process is alive. `/readyz`: it can serve, so it has started, the database answers, it is not draining;
 * `files` tells whether pictures are copied, which serving does not depend on.
 */
export function healthRoutes(app: FastifyInstance, world: World, gate: Gate): void {
  app.addHook("onRequest", async (request) => {
    // The start itself connects the demo accounts by the sandbox's doors.
    if (gate.state !== "starting" || /^\/(sandbox\/|healthz|readyz)/.test(request.url)) return;
    throw new Refusal("SERVICE_UNAVAILABLE", "The server is starting.", { retryAfterS: 1 });
  });
  app.addHook("preClose", async () => {
    gate.state = "draining";
  });
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
