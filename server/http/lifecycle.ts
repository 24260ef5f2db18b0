import type { FastifyInstance } from "fastify";
import { ApiError } from "../lib/errors.js";
import { whenOver } from "./when-over.js";

/** Whether the server accepts requests: opened at the end of the start, drained at shutdown. */
export interface Lifecycle {
  state: "starting" | "open" | "draining";
  inFlight: Set<Promise<void>>;
}

export function createLifecycle(state: Lifecycle["state"]): Lifecycle {
  return { state, inFlight: new Set() };
}

/**
 * Rejects requests while the server is not ready. Exceptions: health, and the sandbox, which the start needs for the demo
 * accounts and running requests use as Instagram.
 */
export function rejectUnlessReady(server: FastifyInstance, lifecycle: Lifecycle): void {
  server.addHook("onRequest", (request, reply, done) => {
    if (lifecycle.state === "draining") reply.header("connection", "close");
    if (lifecycle.state !== "open" && !/^\/(sandbox\/|healthz|readyz)/.test(request.url)) {
      const [doing, retryAfterS] = lifecycle.state === "starting" ? ["starting", 1] : ["stopping", 5];
      done(new ApiError("SERVICE_UNAVAILABLE", `The server is ${doing}.`, { retryAfterS }));
      return;
    }
    const over = new Promise<void>((resolve) => whenOver(request, reply, resolve));
    lifecycle.inFlight.add(over);
    void over.then(() => lifecycle.inFlight.delete(over));
    done();
  });
  server.addHook("preClose", async () => {
    lifecycle.state = "draining";
  });
}

export async function drainLifecycle(lifecycle: Lifecycle): Promise<void> {
  lifecycle.state = "draining";
  await Promise.all(lifecycle.inFlight);
}
