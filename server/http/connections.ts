import type { Socket } from "node:net";
import type { FastifyInstance } from "fastify";
import { MINUTE_MS, SECOND_MS } from "../lib/clock.js";

/** How long a client may take, and how much it may hold. */
export interface ConnectionLimits {
  headersMs: number;
  /** For the whole request, its body too. */
  requestMs: number;
  /** Without a byte in either direction. Longer than the slowest answer takes to begin. */
  idleMs: number;
  /** The same while a picture or a film is sent: a player that is paused reads nothing for a while. */
  filesIdleMs: number;
  /** How often the first two are looked at. */
  checkEveryMs: number;
  /** Of all clients together. */
  socketsMax: number;
  /** Requests that were sent ahead on one connection, without waiting for answers. */
  aheadMax: number;
}

export const CONNECTION_LIMITS: ConnectionLimits = {
  headersMs: 20 * SECOND_MS,
  requestMs: MINUTE_MS,
  idleMs: MINUTE_MS,
  filesIdleMs: 10 * MINUTE_MS,
  checkEveryMs: 5 * SECOND_MS,
  socketsMax: 5_000,
  aheadMax: 16,
};

export function timeLimits(limits: ConnectionLimits) {
  return {
    connectionTimeout: limits.idleMs,
    requestTimeout: limits.requestMs,
    http: { headersTimeout: limits.headersMs, connectionsCheckingInterval: limits.checkEveryMs },
  };
}

/** Ends connections of clients that send too much ahead; who is slow to send or to read is ended by Node, by `timeLimits`. */
export function boundConnections(app: FastifyInstance, { socketsMax, aheadMax, filesIdleMs }: ConnectionLimits): void {
  app.server.maxConnections = socketsMax;
  const inHand = new WeakMap<Socket, number>();
  app.addHook("onRequest", (request, reply, done) => {
    const { socket } = request.raw;
    const count = (inHand.get(socket) ?? 0) + 1;
    inHand.set(socket, count);
    reply.raw.once("close", () => inHand.set(socket, (inHand.get(socket) ?? 1) - 1));
    if (count > aheadMax) {
      socket.destroy();
      return;
    }
    // Node takes it back with the next request.
    if (request.url.startsWith("/files/")) socket.setTimeout(filesIdleMs);
    done();
  });
}
