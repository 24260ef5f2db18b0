import type { FastifyInstance } from "fastify";
import { ApiError } from "../lib/errors.js";
import { whenOver } from "./when-over.js";

/** Whether requests are taken: the start opens it once everything is there, the end drains it. */
export interface Lifecycle {
  state: "starting" | "open" | "draining";
  /** The requests in progress; each resolves when it is over. */
  inFlight: Set<Promise<void>>;
}

export function createLifecycle(state: Lifecycle["state"]): Lifecycle {
  return { state, inFlight: new Set() };
}

/**
 * Rejects every request while it is not open, but those about the process itself, and those to the sandbox: the
 * start connects the demo accounts by HTTP, and requests in progress at the end may use it as their Instagram.
 */
export function rejectUnlessReady(server: FastifyInstance, gate: Lifecycle): void {
  server.addHook("onRequest", (request, reply, done) => {
    if (gate.state === "draining") reply.header("connection", "close");
    if (gate.state !== "open" && !/^\/(sandbox\/|healthz|readyz)/.test(request.url)) {
      const [doing, retryAfterS] = gate.state === "starting" ? ["starting", 1] : ["stopping", 5];
      done(new ApiError("SERVICE_UNAVAILABLE", `The server is ${doing}.`, { retryAfterS }));
      return;
    }
    const over = new Promise<void>((resolve) => whenOver(request, reply, resolve));
    gate.inFlight.add(over);
    void over.then(() => gate.inFlight.delete(over));
    done();
  });
  server.addHook("preClose", async () => {
    gate.state = "draining";
  });
}

/** From now on takes no more requests, and waits for those in hand. */
export async function drainLifecycle(gate: Lifecycle): Promise<void> {
  gate.state = "draining";
  await Promise.all(gate.inFlight);
}
