import type { Socket } from "node:net";
import proxyAddr from "@fastify/proxy-addr";
import type { FastifyInstance } from "fastify";
import type { AppContext } from "../app-context.js";
import { MINUTE_MS, SECOND_MS } from "../lib/clock.js";
import { normalAddress } from "./address.js";
import { whenOver } from "./when-over.js";

export interface ConnectionLimits {
  headersMs: number;
  requestMs: number;
  /** Without a byte in either direction. Longer than the slowest response takes to begin. */
  idleMs: number;
  /** The same while a picture or video is sent: a paused player reads nothing for a while. */
  filesIdleMs: number;
  checkEveryMs: number;
  socketsMax: number;
  /** Of one address, or the /64 of IPv6; not for a proxy in TRUST_PROXY, which serves everyone. */
  addressSocketsMax: number;
  aheadMax: number;
}

export const CONNECTION_LIMITS: ConnectionLimits = {
  headersMs: 20 * SECOND_MS,
  requestMs: MINUTE_MS,
  idleMs: MINUTE_MS,
  filesIdleMs: 10 * MINUTE_MS,
  checkEveryMs: 5 * SECOND_MS,
  socketsMax: 5_000,
  addressSocketsMax: 500,
  aheadMax: 16,
};

export function timeLimits(limits: ConnectionLimits) {
  return {
    connectionTimeout: limits.idleMs,
    requestTimeout: limits.requestMs,
    http: { headersTimeout: limits.headersMs, connectionsCheckingInterval: limits.checkEveryMs },
  };
}

/** One slow client never takes all. A browser opens six, so many people fit behind one address. */
export function boundAddresses(server: FastifyInstance, { config, log }: AppContext, max: number): void {
  const isProxy = config.trustProxy ? proxyAddr.compile(config.trustProxy.split(",").map((part) => part.trim())) : null;
  const counts = new Map<string, number>();
  let isSaid = false;
  server.server.on("connection", (socket: Socket) => {
    const { remoteAddress } = socket;
    if (remoteAddress === undefined || isProxy?.(remoteAddress, 0)) return;
    const address = normalAddress(remoteAddress);
    const count = counts.get(address) ?? 0;
    if (count >= max) {
      if (!isSaid)
        log.warn({ address: remoteAddress, max }, "one address has too many connections open: no more are taken");
      isSaid = true;
      socket.destroy();
      return;
    }
    counts.set(address, count + 1);
    socket.once("close", () => {
      const left = (counts.get(address) ?? 1) - 1;
      if (left > 0) counts.set(address, left);
      else counts.delete(address);
    });
  });
}

/** Closes connections of clients that pipeline too much. Node closes slow ones by `timeLimits`. */
export function boundConnections(
  server: FastifyInstance,
  { socketsMax, aheadMax, filesIdleMs }: ConnectionLimits,
): void {
  server.server.maxConnections = socketsMax;
  const inFlight = new WeakMap<Socket, number>();
  server.addHook("onRequest", (request, reply, done) => {
    const { socket } = request.raw;
    const count = (inFlight.get(socket) ?? 0) + 1;
    inFlight.set(socket, count);
    whenOver(request, reply, () => inFlight.set(socket, (inFlight.get(socket) ?? 1) - 1));
    if (count > aheadMax) {
      socket.destroy();
      return;
    }
    // Node resets it at the next request.
    if (request.url.startsWith("/files/")) socket.setTimeout(filesIdleMs);
    done();
  });
}
