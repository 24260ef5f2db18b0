import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, gzip } from "node:zlib";
import type { FastifyInstance, FastifyReply } from "fastify";
import { ApiError } from "../lib/errors.js";
import { hashOf } from "../lib/id.js";
import { PROJECT_ROOT } from "../lib/project-root.js";
import { isKnownTag } from "./cors-and-caching.js";
import { PAGE_SCRIPT } from "./embed/page.js";
import { isNewestStyle } from "./embed/style.js";
import { EMBED_STYLE } from "./embed/style-text.js";

const SCRIPT_FILE = join(PROJECT_ROOT, "dist", "embed", "embed.js");

const CSS = "text/css; charset=utf-8";
const JAVASCRIPT = "text/javascript; charset=utf-8";
/** A site names them without a version. */
const FOR_AN_HOUR = "public, max-age=3600, stale-while-revalidate=86400";
const FOR_EVER = "public, max-age=31536000, immutable";

/** The files that a feed on another site needs: they hold nothing of any feed, and need no key. */
export function embedAssetRoutes(server: FastifyInstance): void {
  const style = assetOf(EMBED_STYLE);
  const pageScript = assetOf(PAGE_SCRIPT);
  const script = scriptReader();

  server.get("/embed.css", async (request, reply) => {
    const { v } = request.query as Record<string, unknown>;
    return send(reply, await style, { type: CSS, caching: isNewestStyle(v) ? FOR_EVER : FOR_AN_HOUR });
  });
  server.get("/embed.js", async (_request, reply) => {
    return send(reply, await script(), { type: JAVASCRIPT, caching: FOR_AN_HOUR });
  });
  server.get("/embed-page.js", async (_request, reply) => {
    return send(reply, await pageScript, { type: JAVASCRIPT, caching: FOR_AN_HOUR });
  });
}

/** Compressed once, as well as possible. */
interface Asset {
  etag: string;
  bodies: Record<"br" | "gzip" | "identity", Buffer>;
}

async function assetOf(text: string): Promise<Asset> {
  const identity = Buffer.from(text);
  const [br, zipped] = await Promise.all([promisify(brotliCompress)(identity), promisify(gzip)(identity)]);
  return { etag: hashOf(text).slice(0, 27), bodies: { br, gzip: zipped, identity } };
}

/** The built script; read again after a build. */
function scriptReader(): () => Promise<Asset> {
  let known: { builtMs: number; asset: Promise<Asset> } | null = null;
  return async () => {
    const built = await stat(SCRIPT_FILE).catch(() => null);
    if (!built) {
      throw new ApiError("NOT_FOUND", "This server has no build of embed.js.", { nextStep: "Run `npm run build`." });
    }
    if (known?.builtMs !== built.mtimeMs) {
      known = { builtMs: built.mtimeMs, asset: readFile(SCRIPT_FILE, "utf8").then(assetOf) };
    }
    return await known.asset;
  };
}

function send(reply: FastifyReply, { etag, bodies }: Asset, { type, caching }: { type: string; caching: string }) {
  const accepted = reply.request.headers["accept-encoding"] ?? "";
  const encoding = (["br", "gzip"] as const).find((name) => new RegExp(`\\b${name}\\b`).test(accepted)) ?? "identity";
  const tag = `"${etag}-${encoding}"`;
  reply.headers({
    "content-type": type,
    "cache-control": caching,
    etag: tag,
    vary: "Accept-Encoding",
    "access-control-allow-origin": "*",
    "cross-origin-resource-policy": "cross-origin",
    "timing-allow-origin": "*",
    "x-content-type-options": "nosniff",
    ...(encoding !== "identity" && { "content-encoding": encoding }),
  });
  const { method, headers } = reply.request;
  if (!isKnownTag(headers["if-none-match"], tag)) return reply.send(bodies[encoding]);
  // For HEAD, Fastify measures the body and leaves it out: a length of 0 would be wrong.
  return method === "HEAD" ? reply.code(304).send(bodies[encoding]) : reply.code(304).send();
}
