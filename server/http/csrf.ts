import type { IncomingHttpHeaders } from "node:http";
import type { FastifyRequest } from "fastify";
import type { AppContext } from "../app-context.js";
import { NO_ORIGIN_NEEDED, type RequestOrigin } from "../features/api-keys/verify-key.js";
import { ApiError } from "../lib/errors.js";

/** The page's origin: from `Origin`, or else from `Referer`. Null without a valid one. */
export function originOf({ headers }: FastifyRequest): string | null {
  return headers.origin ?? refererOf(headers);
}

/** The origin of the page in `Referer`; null without a valid one. */
export function refererOf({ referer }: Pick<IncomingHttpHeaders, "referer">): string | null {
  return referer !== undefined && URL.canParse(referer) ? new URL(referer).origin : null;
}

/** Only `Origin` counts on routes for readers of feeds, builds and frames: these send none, or a `Referer` of anywhere. */
export function originIfSent({ headers }: FastifyRequest): RequestOrigin {
  return headers.origin ?? NO_ORIGIN_NEEDED;
}

/**
 * Protects against CSRF: a POST with a session cookie must come from this server or from ALLOWED_ORIGINS. SameSite=Lax
 * alone does not separate two ports of a host.
 * @throws {ApiError} FORBIDDEN
 */
export function assertTrustedOrigin(app: AppContext, request: FastifyRequest): void {
  const { origin, host } = request.headers;
  if (request.method === "GET" || origin === undefined) return;
  const { publicUrl } = app.config;
  // If the server uses https, an http page of its host may have been forged in transit.
  const own = [publicUrl, `https://${host}`, ...(publicUrl.startsWith("https:") ? [] : [`http://${host}`])];
  if (own.includes(origin) || app.config.allowedOrigins.includes(origin)) return;
  throw new ApiError("FORBIDDEN", "Pages of other sites may not act for you here.", {
    nextStep: `The request came from ${origin.slice(0, 200)}. Send an API key instead of a cookie, or add the origin to ALLOWED_ORIGINS.`,
  });
}
