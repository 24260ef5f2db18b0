import type { FastifyRequest } from "fastify";
import type { AppContext } from "../app-context.js";
import { ApiError } from "../lib/errors.js";

/** The page's origin that a browser names: `Origin`, or in its absence that of `Referer`. Null from anything else. */
export function originOf({ headers }: FastifyRequest): string | null {
  if (headers.origin !== undefined) return headers.origin;
  const { referer } = headers;
  return referer !== undefined && URL.canParse(referer) ? new URL(referer).origin : null;
}

/**
 * Keeps other sites' pages from acting with the cookie of a person who is signed in here: a POST must come from a page of
 * this server or of ALLOWED_ORIGINS. Beside SameSite=Lax, which does not keep apart two ports of one host.
 *
 * @throws {ApiError} FORBIDDEN
 */
export function assertTrustedOrigin(app: AppContext, request: FastifyRequest): void {
  const { origin, host } = request.headers;
  if (request.method === "GET" || origin === undefined) return;
  const { publicUrl } = app.config;
  // Where the server is reached by https, a page of its host that came by http may be anybody's on the way.
  const own = [publicUrl, `https://${host}`, ...(publicUrl.startsWith("https:") ? [] : [`http://${host}`])];
  if (own.includes(origin) || app.config.allowedOrigins.includes(origin)) return;
  throw new ApiError("FORBIDDEN", "Pages of other sites may not act for you here.", {
    nextStep: `The request came from ${origin.slice(0, 200)}. Send no cookie but an API key, or add it to ALLOWED_ORIGINS.`,
  });
}
