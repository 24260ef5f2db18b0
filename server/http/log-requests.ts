import type { FastifyInstance } from "fastify";
import type { AppContext } from "../app-context.js";

/**
 * One line a request: method, route, status, milliseconds. Logs the route's pattern, never the address, which may contain
 * codes, states and keys.
 */
export function logRequests(server: FastifyInstance, app: AppContext): void {
  const { log } = app;
  if (!log.isLevelEnabled("info")) return;
  server.addHook("onResponse", (request, reply, done) => {
    const route = request.routeOptions.url ?? "none";
    const ms = Math.round(reply.elapsedTime * 10) / 10;
    const isRefused = reply.statusCode >= 400 && reply.statusCode < 500;
    log[isRefused ? "debug" : "info"]({ method: request.method, route, status: reply.statusCode, ms }, "request");
    done();
  });
}
