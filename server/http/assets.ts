import { createHash } from "node:crypto";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { AppContext } from "../app-context.js";
import { type PictureParams, readAssetRequest } from "../features/assets/asset-request.js";
import { CopyError, isPassing } from "../features/assets/copy-error.js";
import type { Asset, AssetRequest } from "../features/assets/find-picture.js";
import { type MissingAsset, type OpenPicture, openPicture } from "../features/assets/open-picture.js";
import { streamVideo } from "../features/assets/stream-video.js";
import { readSession } from "../features/operators/read-session.js";
import { parseRange } from "../lib/byte-range.js";
import { QueueFullError } from "../lib/concurrency.js";
import { sessionCookie } from "./session-cookie.js";

const RETRY_AFTER_S = 30;
/** For bytes only: other responses may change at any time. */
const FOR_EVERYBODY = { "cache-control": "public, max-age=86400" } as const;

/** Hidden posts, for the dashboard of this server only. */
const FOR_OPERATORS = {
  "cache-control": "private, no-store",
  "cross-origin-resource-policy": "same-origin",
} as const;

/** For every page of every site, without credentials. */
const HEADERS = {
  "cache-control": "no-store",
  "access-control-allow-origin": "*",
  "cross-origin-resource-policy": "cross-origin",
  "timing-allow-origin": "*",
  "x-content-type-options": "nosniff",
  "content-security-policy": "default-src 'none'",
} as const;

/**
 * Public asset addresses: `/files/<key>` for the original, `/files/<key>/<width>` for a scaled-down picture in an accepted
 * format, `/files/<key>/<width>.webp` or `.jpg` for a fixed format. Operators signed in to the dashboard also see hidden posts.
 */
export function assetRoutes(server: FastifyInstance, app: AppContext): void {
  for (const url of ["/files/:key", "/files/:key/:size"]) {
    server.route<{ Params: PictureParams }>({
      method: ["GET", "HEAD"],
      url,
      exposeHeadRoute: false,
      handler: (request, reply) => answer(app, request, reply),
    });
  }
}

type Caching = typeof FOR_EVERYBODY | typeof FOR_OPERATORS;
type PictureRequest = FastifyRequest<{ Params: PictureParams }>;

async function answer(app: AppContext, request: PictureRequest, reply: FastifyReply): Promise<FastifyReply> {
  reply.headers(HEADERS);
  const { parsed, isNegotiated } = readAssetRequest(request.params, request.headers.accept);
  if (isNegotiated) reply.header("vary", "Accept");
  try {
    const opened = parsed ? await openPicture(app, parsed) : "NONE";
    if (parsed && opened === "NONE" && (await isOperator(app, request))) {
      const hidden = await openPicture(app, { ...parsed, includesHidden: true });
      return await send(app, hidden, { request, reply, parsed, caching: FOR_OPERATORS });
    }
    return await send(app, opened, { request, reply, parsed, caching: FOR_EVERYBODY });
  } catch (error) {
    if (error instanceof QueueFullError) return nothing(reply, "NOT_READY");
    if (error instanceof CopyError) return nothing(reply, isPassing(error.failureCause) ? "NOT_READY" : "NONE");
    throw error;
  }
}

/** By the session's cookie. Reads nothing without one. */
async function isOperator(app: AppContext, request: PictureRequest): Promise<boolean> {
  const session = request.cookies[sessionCookie(app.config)];
  return session !== undefined && (await readSession({ ...app, db: app.pools.lookups.db }, session)) !== null;
}

interface Answering {
  request: PictureRequest;
  reply: FastifyReply;
  parsed: AssetRequest | null;
  caching: Caching;
}

async function send(
  app: AppContext,
  opened: OpenPicture | Asset | MissingAsset,
  answering: Answering,
): Promise<FastifyReply> {
  if (typeof opened === "string") return nothing(answering.reply, opened);
  return "body" in opened ? await sendPicture(opened, answering) : await sendVideo(app, opened, answering);
}

function nothing(reply: FastifyReply, why: MissingAsset): FastifyReply {
  if (why === "NONE")
    return reply.code(404).type("text/plain; charset=utf-8").send("There is nothing at this address.\n");
  reply.code(503).header("retry-after", String(RETRY_AFTER_S));
  return reply.type("text/plain; charset=utf-8").send("This is not here yet.\n");
}

async function sendPicture(opened: OpenPicture, { request, reply, parsed, caching }: Answering): Promise<FastifyReply> {
  const { hash, type, bytes } = opened.found.file;
  const etag = parsed?.width
    ? `"${hash.slice(0, 32)}-${parsed.width}-${parsed.type?.slice(6)}"`
    : `"${hash.slice(0, 32)}"`;
  reply.headers({ etag, "accept-ranges": "bytes", ...caching });
  if (isKnown(request.headers["if-none-match"], etag)) return reply.code(304).send();
  reply.type(parsed?.type ?? type);
  if (parsed?.width) return await sendSize(request, reply, opened);

  const range = rangeOf(request, etag, bytes);
  if (range === "UNSATISFIABLE") return unsatisfiable(reply, bytes);
  const length = range ? range.end - range.start + 1 : bytes;
  const body = request.method === "HEAD" ? null : await opened.body(range);
  if (request.method === "GET" && !body) return nothing(dropped(reply), "NOT_READY");
  if (range) reply.code(206).header("content-range", `bytes ${range.start}-${range.end}/${bytes}`);
  return reply.header("content-length", length).send(body ?? undefined);
}

async function sendSize(request: PictureRequest, reply: FastifyReply, opened: OpenPicture): Promise<FastifyReply> {
  const body = await opened.body(null);
  if (!Buffer.isBuffer(body)) return nothing(dropped(reply), "NOT_READY");
  const range = rangeOf(request, String(reply.getHeader("etag")), body.length);
  if (range === "UNSATISFIABLE") return unsatisfiable(reply, body.length);
  if (range) reply.code(206).header("content-range", `bytes ${range.start}-${range.end}/${body.length}`);
  const part = range ? body.subarray(range.start, range.end + 1) : body;
  return reply.header("content-length", part.length).send(request.method === "HEAD" ? undefined : part);
}

async function sendVideo(app: AppContext, found: Asset, { request, reply, caching }: Answering): Promise<FastifyReply> {
  const etag = `"v-${createHash("sha256").update(found.path).digest("hex").slice(0, 32)}"`;
  reply.headers({ etag, "accept-ranges": "bytes", ...caching });
  if (isKnown(request.headers["if-none-match"], etag)) return reply.code(304).send();
  const ifRange = request.headers["if-range"];
  const header = ifRange === undefined || ifRange === etag ? request.headers.range : undefined;
  const range = /^bytes=(\d{1,15}-\d{0,15}|-\d{1,15})$/.test(header ?? "") ? header : undefined;
  const { status, contentLength, contentRange, body } = await streamVideo(app, found, range).catch((error) => {
    dropped(reply);
    throw error;
  });
  reply.code(status).type(status === 416 ? "text/plain" : "video/mp4");
  if (status === 416) dropped(reply);
  if (contentLength) reply.header("content-length", contentLength);
  if (contentRange) reply.header("content-range", contentRange);
  if (request.method === "GET") return reply.send(body);
  body.destroy();
  return reply.send();
}

function dropped(reply: FastifyReply): FastifyReply {
  return reply.removeHeader("etag").removeHeader("accept-ranges").header("cache-control", "no-store");
}

function unsatisfiable(reply: FastifyReply, bytes: number): FastifyReply {
  return dropped(reply).code(416).header("content-range", `bytes */${bytes}`).type("text/plain").send();
}

function isKnown(header: string | undefined, etag: string): boolean {
  const tags = (header ?? "").split(",").map((tag) => tag.trim().replace(/^W\//, ""));
  return tags.includes(etag) || tags.includes("*");
}

/** A range is valid only for the same bytes (If-Range). */
function rangeOf({ headers }: PictureRequest, etag: string, bytes: number) {
  const ifRange = headers["if-range"];
  return ifRange === undefined || ifRange === etag ? parseRange(headers.range, bytes) : null;
}
