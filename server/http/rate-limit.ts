import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { AppContext } from "../app-context.js";
import { SECOND_MS } from "../lib/clock.js";
import { ApiError } from "../lib/errors.js";
import type { Viewer } from "../viewer.js";
import { addressOf } from "./address.js";
import { countUse, hearUses, type User } from "./shared-uses.js";

/** What costs a statement or a password's check, whoever asks. Pictures, health and files of the dashboard do not count. */
const BY_ADDRESS = new Set(["/", "/explorer", "/oauth/start", "/oauth/callback", "/auth/sign-in", "/auth/sign-out"]);

/**
 * Counts the requests of each address before anything is done for them. A request to /graphql that brings credentials is
 * counted by `countViewer`, once it is known whose they are.
 */
export function limitAddresses(server: FastifyInstance, app: AppContext): void {
  const { rateLimit, rateLimitKeys } = app.config;
  if (rateLimit ?? rateLimitKeys) hearUses(app);
  if (!rateLimit) return;
  server.addHook("onRequest", (request, reply, done) => {
    try {
      const { url = "" } = request.routeOptions;
      const isCounted = BY_ADDRESS.has(url) || (url === "/graphql" && !hasCredentials(request));
      if (isCounted && request.method !== "OPTIONS") count(app, reply, { kind: "address", id: addressOf(request) });
      done();
    } catch (error) {
      done(error as Error);
    }
  });
}

/**
 * Counts a request with credentials: for its key or its operator, for its address where that is all that is known (null).
 *
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

function userOf(viewer: Viewer | null): User | null {
  if (viewer?.kind === "OPERATOR") return { kind: "key", id: viewer.operatorId };
  return viewer?.kind === "CLIENT" && viewer.secret ? { kind: "key", id: viewer.keyId } : null;
}

/** Whether it may be somebody whose requests are not counted for the address: a key in the address never is. */
function hasCredentials({ headers }: FastifyRequest): boolean {
  return headers.authorization !== undefined || headers["x-api-key"] !== undefined || headers.cookie !== undefined;
}

function count(app: AppContext, reply: FastifyReply, user: User): void {
  const { config } = app;
  const limit = user.kind === "key" ? config.rateLimitKeys : config.rateLimit;
  if (!limit) return;
  const used = countUse(app, user, limit);
  const resetS = Math.max(1, Math.ceil(used.resetMs / SECOND_MS));
  reply.headers({
    "ratelimit-limit": String(limit.max),
    "ratelimit-remaining": String(Math.max(0, limit.max - used.count)),
    "ratelimit-reset": String(resetS),
  });
  if (used.count <= limit.max) return;
  const whose = user.kind === "key" ? "with these credentials" : "from your address";
  throw new ApiError(
    "RATE_LIMITED",
    `More than ${limit.max} requests came ${whose} in ${limit.windowMs / SECOND_MS} s.`,
    {
      retryAfterS: resetS,
      nextStep: `Wait ${resetS} s, then ask less often${user.kind === "key" ? "" : ", or from a server with a secret key, which may ask more"}.`,
    },
  );
}
