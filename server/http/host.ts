import type { FastifyInstance } from "fastify";
import { ApiError } from "../lib/errors.js";

/**
 * Rejects an invalid Host, as RFC 9112 requires, before it becomes part of an address. HTTP/1.0 allows an empty or missing one.
 */
export function rejectBadHost(server: FastifyInstance): void {
  server.addHook("onRequest", (request, _reply, done) => {
    const { host } = request.headers;
    if (!host || isHost(host)) done();
    else done(new ApiError("BAD_USER_INPUT", "The Host header names no host.", { nextStep: NEXT_STEP }));
  });
}

const NEXT_STEP = "Send the host of PUBLIC_URL, with its port where it has one.";

/** A name or address with an optional port, and nothing that begins another part of an address. */
function isHost(host: string): boolean {
  return !/[\s/?#@\\%,]/.test(host) && URL.canParse(`http://${host}/`);
}
