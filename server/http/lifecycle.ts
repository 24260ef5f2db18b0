import type { ServerResponse } from "node:http";
import type { FastifyInstance } from "fastify";
import { ApiError } from "../lib/errors.js";

/** Whether the doors may be used: the start opens the gate once everything is there, the end drains it. */
export interface Lifecycle {
  state: "starting" | "open" | "draining";
  /** What is being answered. */
  inFlight: Set<ServerResponse>;
}

export function createLifecycle(state: Lifecycle["state"]): Lifecycle {
  return { state, inFlight: new Set() };
}

/**
 * Refuses every request while the gate is not open, but those about the process itself, and those to the sandbox: the
 * start connects the demo accounts by its doors, and what is in hand at the end may have it for its Instagram.
 */
export function rejectUnlessReady(server: FastifyInstance, gate: Lifecycle): void {
  server.addHook("onRequest", (request, reply, done) => {
    if (gate.state === "draining") reply.header("connection", "close");
    if (gate.state !== "open" && !/^\/(sandbox\/|healthz|readyz)/.test(request.url)) {
      const [doing, retryAfterS] = gate.state === "starting" ? ["starting", 1] : ["stopping", 5];
      done(new ApiError("SERVICE_UNAVAILABLE", `The server is ${doing}.`, { retryAfterS }));
      return;
    }
    gate.inFlight.add(reply.raw);
    reply.raw.once("close", () => gate.inFlight.delete(reply.raw));
    done();
  });
  server.addHook("preClose", async () => {
    gate.state = "draining";
  });
}

/** From now on takes no more requests, and waits for those in hand. */
export async function drainLifecycle(gate: Lifecycle): Promise<void> {
  gate.state = "draining";
  await Promise.all([...gate.inFlight].map(closed));
}

function closed(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => response.once("close", () => resolve()));
}
