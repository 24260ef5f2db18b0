import type { FastifyInstance } from "fastify";
import type { World } from "../app-context.js";
import { filesStatus } from "../features/assets/files-status.js";
import { describeSkew, lastApartS } from "../features/clocks/compare-clocks.js";
import type { Lifecycle } from "./lifecycle.js";

/**
 * `/healthz`: the process is alive. `/readyz`: it can serve, so it has started, the database answers and takes writes, it is
 * not draining; else `status` says what hinders it. `files` tells whether pictures are copied, which serving does not depend
 * on; `clocks` whether this machine's and the database's agree: while they differ nothing is refreshed or deleted.
 */
export function healthRoutes(app: FastifyInstance, world: World, gate: Lifecycle): void {
  app.get("/healthz", async () => ({ status: "alive" }));
  app.get("/readyz", async (_request, reply) => {
    const status = gate.state === "open" ? await databaseStatus(world) : gate.state;
    if (status !== "ready") reply.code(503).header("retry-after", "5");
    return { status, files: filesStatus(world), clocks: clocksStatus(world) };
  });
}

function clocksStatus(world: World): string {
  const apartS = lastApartS(world);
  if (apartS === undefined) return "not compared by this process";
  return apartS === null ? "agree" : describeSkew(apartS);
}

async function databaseStatus({ pools }: World): Promise<string> {
  const found = await pools.health();
  return found === "ready" ? found : `database ${found}`;
}
