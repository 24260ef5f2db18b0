import type { FastifyInstance } from "fastify";
import type { AppContext } from "../app-context.js";
import { filesStatus } from "../features/assets/quota.js";
import { describeSkew, lastApartS } from "../features/clocks/compare-clocks.js";
import type { Lifecycle } from "./lifecycle.js";

/**
 * `/healthz`: the process is alive. `/readyz`: it can serve: started, database writable, not shutting down; otherwise `status`
 * names the obstacle. `files` reports whether pictures are copied; serving does not depend on it. `clocks` reports whether this
 * machine's and the database's clocks agree; while they differ, nothing is refreshed or deleted.
 */
export function healthRoutes(server: FastifyInstance, app: AppContext, lifecycle: Lifecycle): void {
  server.get("/healthz", async () => ({ status: "alive" }));
  server.get("/readyz", async (_request, reply) => {
    const status = lifecycle.state === "open" ? await databaseStatus(app) : lifecycle.state;
    if (status !== "ready") reply.code(503).header("retry-after", "5");
    return { status, files: filesStatus(app), clocks: clocksStatus(app) };
  });
}

function clocksStatus(app: AppContext): string {
  const apartS = lastApartS(app);
  if (apartS === undefined) return "not compared by this process";
  return apartS === null ? "agree" : describeSkew(apartS);
}

async function databaseStatus({ pools }: AppContext): Promise<string> {
  const found = await pools.health();
  return found === "ready" ? found : `database ${found}`;
}
