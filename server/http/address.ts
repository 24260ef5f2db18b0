import type { IncomingMessage } from "node:http";
import proxyAddr from "@fastify/proxy-addr";
import { normalizeIP } from "@fastify/rate-limit";
import type { FastifyInstance, FastifyRequest } from "fastify";
import type { AppContext } from "../app-context.js";

/** Longer than any address; a proxy may pass on any text. */
const LENGTH_MAX = 100;

/** The unit of address limits: an IPv4 address, or the /64 of an IPv6 address, which one customer gets. */
export function addressOf({ ip }: FastifyRequest): string {
  return normalAddress(ip);
}

/** The same for a request that Fastify does not see. */
export function clientAddress({ config }: AppContext): (request: IncomingMessage) => string {
  const isProxy = config.trustProxy ? proxyAddr.compile(config.trustProxy.split(",").map((part) => part.trim())) : null;
  return (request) =>
    normalAddress((isProxy ? proxyAddr(request, isProxy) : request.socket.remoteAddress) ?? "unknown");
}

export function normalAddress(ip: string): string {
  return normalizeIP(ip.slice(0, LENGTH_MAX));
}

/** Visitors behind an untrusted proxy count as one address: ten wrong passwords lock an operator out. */
export function warnOfUnbelievedProxy(server: FastifyInstance, { log }: AppContext): void {
  let isSaid = false;
  server.addHook("onRequest", (request, _reply, done) => {
    const { headers, ips = [] } = request;
    // `ips` contains the proxy and, if trusted, the addresses it forwards.
    if (!isSaid && ips.length < 2 && (headers["x-forwarded-for"] ?? headers.forwarded) !== undefined) {
      isSaid = true;
      log.warn(
        { address: request.socket.remoteAddress },
        "a forwarded header is not believed: if this address is your proxy, name it in TRUST_PROXY",
      );
    }
    done();
  });
}
