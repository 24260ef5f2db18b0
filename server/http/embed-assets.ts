import { readFile } from "node:fs/promises";
import { join } from "node:path";
import compress from "@fastify/compress";
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
export async function embedAssetRoutes(server: FastifyInstance): Promise<void> {
  await server.register(compress, { global: true, encodings: ["br", "gzip"] });

  server.get("/embed.css", async (request, reply) => {
    const { v } = request.query as Record<string, unknown>;
    const caching = isNewestStyle(v) ? FOR_EVER : FOR_AN_HOUR;
    return send(reply, { type: CSS, text: EMBED_STYLE, caching });
  });
  server.get("/embed.js", async (_request, reply) => {
    const text = await readFile(SCRIPT_FILE, "utf8").catch(() => null);
    if (text !== null) return send(reply, { type: JAVASCRIPT, text, caching: FOR_AN_HOUR });
    throw new ApiError("NOT_FOUND", "This server has no build of embed.js.", { nextStep: "Run `npm run build`." });
  });
  server.get("/embed-page.js", async (_request, reply) =>
    send(reply, { type: JAVASCRIPT, text: PAGE_SCRIPT, caching: FOR_AN_HOUR }),
  );
}

/** The tag is weak: the text may be compressed. */
function send(reply: FastifyReply, { type, text, caching }: { type: string; text: string; caching: string }) {
  const etag = `"${hashOf(text).slice(0, 27)}"`;
  reply.headers({
    "content-type": type,
    "cache-control": caching,
    etag: `W/${etag}`,
    "access-control-allow-origin": "*",
    "cross-origin-resource-policy": "cross-origin",
    "timing-allow-origin": "*",
    "x-content-type-options": "nosniff",
  });
  return isKnownTag(reply.request.headers["if-none-match"], etag) ? reply.code(304).send() : reply.send(text);
}
