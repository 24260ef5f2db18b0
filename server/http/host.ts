import type { FastifyInstance } from "fastify";
import { ApiError } from "../lib/errors.js";

/**
 * Refuses a request whose Host is none, as RFC 9112 demands, before anything makes an address of it. One that is empty or
 * missing, which HTTP/1.0 allows, is nobody's fault.
 */
export function rejectBadHost(server: FastifyInstance): void {
  server.addHook("onRequest", (request, _reply, done) => {
    const { host } = request.headers;
    if (!host || isHost(host)) done();
    else done(new ApiError("BAD_USER_INPUT", "The Host header names no host.", { nextStep: NEXT_STEP }));
  });
}

const NEXT_STEP = "Send the host of PUBLIC_URL, with its port where it has one.";

/** A name or an address, with a port or not, and nothing that would begin another part of an address. */
function isHost(host: string): boolean {
  return !/[\s/?#@\\%,]/.test(host) && URL.canParse(`http://${host}/`);
}
