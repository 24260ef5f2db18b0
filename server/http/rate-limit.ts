import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { AppContext } from "../app-context.js";
import { SECOND_MS } from "../lib/clock.js";
import { ApiError } from "../lib/errors.js";
import type { RateLimit } from "../lib/use-counters.js";
import type { Viewer } from "../viewer.js";
import { addressOf } from "./address.js";
import { countUse, subscribeToUses, type User } from "./shared-uses.js";

/** Paths that cost a statement or a password check. Pictures, health and dashboard files do not count. */
const BY_ADDRESS = new Set([
  ...[
    "/",
    "/explorer",
    "/privacy",
    "/schema.graphql",
    "/docs/",
    "/docs/*",
    "/docs/search",
    "/docs/schema",
    "/docs/schema/:type",
    "/data-deletion/:code",
    "/oauth/start",
    "/oauth/callback",
    "/auth/sign-in",
    "/auth/sign-out",
  ],
  ...["/login", "/login/instagram", "/logout", "/me", "/me/download", "/me/log-out", "/me/disconnect", "/me/delete"],
]);

/** Paths that take API keys: `countViewer` counts their requests with credentials. */
const BY_VIEWER = new Set(["/graphql", "/embed/:file", "/feeds/:file", "/oembed"]);

/** Before any work. */
export function limitAddresses(server: FastifyInstance, app: AppContext): void {
  const { rateLimit, rateLimitKeys } = app.config;
  if (rateLimit ?? rateLimitKeys) subscribeToUses(app);
  if (!rateLimit) return;
  server.addHook("onRequest", (request, reply, done) => {
    try {
      const { url = "" } = request.routeOptions;
      const isCounted = BY_ADDRESS.has(url) || (BY_VIEWER.has(url) && !hasCredentials(request));
      if (isCounted && request.method !== "OPTIONS") count(app, reply, { kind: "address", id: addressOf(request) });
      done();
    } catch (error) {
      done(error as Error);
    }
  });
}

/**
 * Counts a request with credentials: by key or operator, or by address for an unknown one (null).
 * @throws {ApiError} RATE_LIMITED
 */
export function countViewer(
  app: AppContext,
  viewer: Viewer | null,
  on: { request: FastifyRequest; reply: FastifyReply },
) {
  if (hasCredentials(on.request))
    count(app, on.reply, userOf(viewer) ?? { kind: "address", id: addressOf(on.request) });
}

export function userOf(viewer: Viewer | null): User | null {
  if (viewer?.kind === "OPERATOR") return { kind: "key", id: viewer.operatorId };
  return viewer?.kind === "CLIENT" && viewer.secret ? { kind: "key", id: viewer.keyId } : null;
}

/** Whether the request may have credentials that exempt it from the address limit. A key in the address never does. */
function hasCredentials({ headers }: FastifyRequest): boolean {
  return headers.authorization !== undefined || headers["x-api-key"] !== undefined || headers.cookie !== undefined;
}

export interface CountedUse {
  limit: RateLimit;
  remaining: number;
  resetS: number;
  isOver: boolean;
}

/** Null without a limit. */
export function countUser(app: AppContext, user: User): CountedUse | null {
  const { config } = app;
  const limit = user.kind === "key" ? config.rateLimitKeys : config.rateLimit;
  if (!limit) return null;
  const { count, resetMs } = countUse(app, user, limit);
  const resetS = Math.max(1, Math.ceil(resetMs / SECOND_MS));
  return { limit, remaining: Math.max(0, limit.max - count), resetS, isOver: count > limit.max };
}

/** Names and values in turn. */
export function limitHeaders({ limit, remaining, resetS }: CountedUse): string[] {
  return [
    "ratelimit-limit",
    String(limit.max),
    "ratelimit-remaining",
    String(remaining),
    "ratelimit-reset",
    String(resetS),
  ];
}

function count(app: AppContext, reply: FastifyReply, user: User): void {
  const use = countUser(app, user);
  if (!use) return;
  const { limit, resetS } = use;
  const headers = limitHeaders(use);
  for (let n = 0; n < headers.length; n += 2) reply.header(headers[n] ?? "", headers[n + 1]);
  if (!use.isOver) return;
  const whose = user.kind === "key" ? "with these credentials" : "from your address";
  throw new ApiError(
    "RATE_LIMITED",
    `More than ${limit.max} requests came ${whose} in ${limit.windowMs / SECOND_MS} s.`,
    {
      retryAfterS: resetS,
      nextStep: `Wait ${resetS} s, then send fewer requests${user.kind === "key" ? "" : ", or use a secret key from a server, which has a higher limit"}.`,
    },
  );
}
