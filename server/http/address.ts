import { normalizeIP } from "@fastify/rate-limit";
import type { FastifyInstance, FastifyRequest } from "fastify";
import type { AppContext } from "../app-context.js";

/** Longer than any address; what a proxy passes on may be any text. */
const LENGTH_MAX = 100;

/** Whom a limit counts: an address, of IPv6 its /64, which is what one customer of a network is given. */
export function addressOf({ ip }: FastifyRequest): string {
  return normalAddress(ip);
}

export function normalAddress(ip: string): string {
  return normalizeIP(ip.slice(0, LENGTH_MAX));
}

/**
 * Says once that a proxy is not believed: all visitors behind it then count as one address, so that ten wrong passwords of a
 * stranger keep an operator out.
 */
export function warnOfUnbelievedProxy(server: FastifyInstance, { log }: AppContext): void {
  let isSaid = false;
  server.addHook("onRequest", (request, _reply, done) => {
    const { headers, ips = [] } = request;
    // `ips` holds the proxy itself and, where it is believed, those whom it names.
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
