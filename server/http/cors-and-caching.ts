import { setTimeout as sleep } from "node:timers/promises";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { AppContext } from "../app-context.js";
import { isAllowedOrigin } from "../features/api-keys/is-allowed-origin.js";
import { hashOf } from "../lib/id.js";
import type { Viewer } from "../viewer.js";

/** The maximum wait for the database's list of origins, for an error response. */
const LOOKUP_MS = 2_000;

declare module "fastify" {
  interface FastifyRequest {
    viewer: Viewer | null;
  }
}

const PREFLIGHT_VARY = "Origin, Access-Control-Request-Headers";
/** The allowed request headers; clients' tools may add others, such as tracing. No other header authenticates. */
const HEADERS = "Accept, Apollo-Require-Preflight, Authorization, Content-Type, X-API-Key, X-Apollo-Operation-Name";

const EXPOSED = "ETag, RateLimit-Limit, RateLimit-Remaining, RateLimit-Reset, Retry-After";

export interface VaryingRoutes {
  urls: readonly string[];
  /** Everything a response may depend on, besides the address. */
  vary(request: FastifyRequest): string;
}

/**
 * CORS and caching of routes that take API keys: which other sites' pages may read a response, and how long caches may store it.
 * Requests in this scope carry their `viewer` once it is known.
 * @see Fetch standard, "CORS protocol"; RFC 9111
 */
export function corsAndCaching(server: FastifyInstance, app: AppContext, { urls, vary }: VaryingRoutes): void {
  server.decorateRequest("viewer", null);
  for (const url of urls) preflight(server, app, url);

  // Not async: the answer is rarely waited for.
  server.addHook("onSend", (...call) => {
    const [request, reply, payload, done] = call;
    if (request.method === "OPTIONS") {
      done(null, payload);
      return;
    }
    const finish = (isAdmitted: boolean) => {
      reply.header("vary", vary(request)).headers(allow(app, request, isAdmitted));
      if (reply.statusCode === 200 && request.method !== "POST" && reply.getHeader("cache-control") === undefined) {
        done(null, keep(request, reply, String(payload)));
        return;
      }
      reply.header("cache-control", "no-store");
      done(null, payload);
    };
    if (request.viewer) finish(isReadable(app, request.viewer));
    else mayRead(app, request, reply).then(finish, done);
  });
}

function preflight(server: FastifyInstance, app: AppContext, url: string): void {
  server.options(url, { handlerTimeout: 10_000 }, async (request, reply) => {
    const { origin, "access-control-request-headers": requested } = request.headers;
    reply.code(204).header("vary", PREFLIGHT_VARY);
    if (!origin || !(await mayPreflight(app, origin))) return await reply.send();
    return await reply
      .headers(allow(app, request, true))
      .headers({
        "access-control-allow-methods": "GET, POST",
        "access-control-allow-headers": requested ? `${HEADERS}, ${requested}` : HEADERS,
        "access-control-max-age": "600",
      })
      .send();
  });
}

/** Only pages of ALLOWED_ORIGINS may call, with cookies. */
export function authCors(server: FastifyInstance, app: AppContext, urls: readonly string[]): void {
  for (const url of urls) {
    server.options(url, async (_request, reply) => {
      reply.headers({ "access-control-allow-methods": "POST", "access-control-allow-headers": "Accept, Content-Type" });
      return await reply.code(204).header("access-control-max-age", "600").send();
    });
  }
  server.addHook("onSend", async (request, reply, payload) => {
    reply.header("vary", "Origin").headers(allow(app, request, false));
    return payload;
  });
}

function allow(
  { config }: AppContext,
  { headers, viewer }: FastifyRequest,
  isAdmitted: boolean,
): Record<string, string> {
  const { origin, cookie } = headers;
  const exposed = { "access-control-expose-headers": EXPOSED };
  // A cache that ignores Vary must not serve one site's origin to another.
  if (viewer?.kind === "CLIENT" && isAdmitted && cookie === undefined) {
    return { ...exposed, "access-control-allow-origin": "*" };
  }
  if (origin && config.allowedOrigins.includes(origin)) {
    return { ...exposed, "access-control-allow-origin": origin, "access-control-allow-credentials": "true" };
  }
  if (!isAdmitted || cookie !== undefined) return {};
  if (config.publicRead) return { ...exposed, "access-control-allow-origin": "*" };
  return origin ? { ...exposed, "access-control-allow-origin": origin } : {};
}

async function mayPreflight(app: AppContext, origin: string): Promise<boolean> {
  const { allowedOrigins, publicRead } = app.config;
  return publicRead || allowedOrigins.includes(origin) || (await isAllowedOrigin(app, origin));
}

/** Errors before authentication carry CORS headers too: otherwise browsers report a network error. */
async function mayRead(app: AppContext, { headers }: FastifyRequest, reply: FastifyReply): Promise<boolean> {
  if (reply.statusCode === 403) return false;
  if (app.config.publicRead) return true;
  if (!headers.origin || headers.cookie !== undefined || reply.statusCode >= 500) return false;
  const timeout = sleep(LOOKUP_MS, false, { ref: false });
  return await Promise.race([isAllowedOrigin(app, headers.origin), timeout]).catch(() => false);
}

function isReadable({ config }: AppContext, viewer: Viewer): boolean {
  return viewer.kind === "CLIENT" ? !viewer.secret : viewer.kind === "ANONYMOUS" && config.publicRead;
}

/** For a successful GET: sets cache time and ETag, and responds 304 to a matching If-None-Match, without a body. */
function keep(request: FastifyRequest, reply: FastifyReply, payload: string): string | null {
  const etag = `"${hashOf(payload).slice(0, 27)}"`;
  reply.headers({ "cache-control": lifetime(request), etag });
  if (!isKnownTag(request.headers["if-none-match"], etag)) return payload;
  reply.code(304).removeHeader("content-length");
  // Fastify measures it for HEAD, and leaves it out.
  if (request.method === "HEAD") return payload;
  // Of an empty text Fastify would send the length, which is not that of the response in full.
  return null;
}

export function isKnownTag(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  const known = ifNoneMatch.split(",").map((tag) => tag.trim().replace(/^W\//, ""));
  return known.includes(etag) || known.includes("*");
}

function lifetime({ viewer, headers }: FastifyRequest): string {
  const isByHeader = headers.authorization !== undefined || headers["x-api-key"] !== undefined;
  // Also for a proxy's own `Authorization: Basic …`: its protected content is private.
  if (viewer?.kind === "CLIENT") return isByHeader ? "private, max-age=60" : SHARED;
  if (viewer?.kind !== "ANONYMOUS" || headers.cookie !== undefined) return "private, no-cache";
  return headers.authorization === undefined ? SHARED : "private, max-age=60";
}

const SHARED = "public, max-age=60, stale-while-revalidate=600";
