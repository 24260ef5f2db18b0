import type { FastifyRequest } from "fastify";
import type { AppContext } from "../app-context.js";
import { ApiError } from "../lib/errors.js";

/** The page's origin: from `Origin`, or else from `Referer`. Null without a valid one. */
export function originOf({ headers }: FastifyRequest): string | null {
  if (headers.origin !== undefined) return headers.origin;
  const { referer } = headers;
  return referer !== undefined && URL.canParse(referer) ? new URL(referer).origin : null;
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
