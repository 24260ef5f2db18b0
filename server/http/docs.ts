import { join } from "node:path";
import compress from "@fastify/compress";
import serveStatic from "@fastify/static";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { GraphQLSchema } from "graphql";
import type { AppContext } from "../app-context.js";
import { requireSchemaReader } from "../graphql/access.js";
import { printSdl } from "../graphql/schema.js";
import { ApiError } from "../lib/errors.js";
import { hashOf } from "../lib/id.js";
import { PROJECT_ROOT } from "../lib/project-root.js";
import { Documentation } from "./docs/documentation.js";
import { languageOf } from "./language.js";
import { DOCS_CSP, PAGE_HEADERS } from "./pages/layout.js";
import type { Language } from "./pages/texts.js";
import { readViewer } from "./viewer.js";

/**
 * `/docs/`: the documents of this version, for anyone, with a search. `/docs/schema` and `/schema.graphql`: the API, for
 * those who may introspect and for secret keys.
 */
export async function docsRoutes(server: FastifyInstance, app: AppContext, schema: GraphQLSchema): Promise<void> {
  const docs = new Documentation(schema);
  let sdl: string | null = null;
  await server.register(compress, { global: true, encodings: ["br", "gzip"] });
  await server.register(serveStatic, {
    root: join(PROJECT_ROOT, "docs/pictures"),
    prefix: "/docs/pictures/",
    maxAge: "1h",
  });

  server.get("/docs", async (_request, reply) => await reply.redirect("/docs/", 308));
  server.get("/docs/", async (request, reply) => sendDocs(request, reply, (language) => docs.home(language)));

  server.get("/docs/search", async (request, reply) => {
    const { q } = request.query as Record<string, unknown>;
    const withSchema = await isSchemaReader(app, request);
    const query = typeof q === "string" ? q : "";
    const page = (language: Language) => docs.search(query, language, { withSchema });
    return sendDocs(request, reply.header("cache-control", "private, no-cache"), page);
  });

  server.get("/docs/schema", async (request, reply) => {
    await admitSchemaReader(app, request, reply);
    return sendDocs(request, reply, (language) => docs.schemaHome(language));
  });
  server.get<{ Params: { type: string } }>("/docs/schema/:type", async (request, reply) => {
    await admitSchemaReader(app, request, reply);
    return sendDocs(request, reply, (language) => docs.schemaType(request.params.type, language));
  });
  server.get<{ Params: { "*": string } }>("/docs/*", async (request, reply) =>
    sendDocs(request, reply, (language) => docs.page(request.params["*"], language)),
  );

  server.get("/schema.graphql", async (request, reply) => {
    await admitSchemaReader(app, request, reply);
    sdl ??= printSdl(schema);
    return send(request, reply.type("text/plain; charset=utf-8"), sdl);
  });
}

const SHARED = "public, max-age=300";

function sendDocs(request: FastifyRequest, reply: FastifyReply, page: (language: Language) => string | null) {
  const language = languageOf(request);
  const text = page(language);
  if (text === null) {
    throw new ApiError("NOT_FOUND", "The documentation has no such page.", { nextStep: "Search it at /docs/." });
  }
  const cacheControl = reply.getHeader("cache-control") ?? SHARED;
  const headers = { ...PAGE_HEADERS, "content-security-policy": DOCS_CSP, "cache-control": String(cacheControl) };
  return send(request, reply.headers({ ...headers, "content-language": language }), text);
}

/** With a tag, by which an unchanged page is an empty 304. Weak: the page may be compressed. */
function send(request: FastifyRequest, reply: FastifyReply, text: string): FastifyReply {
  const etag = `W/"${hashOf(text).slice(0, 27)}"`;
  const vary = [reply.getHeader("vary"), "Accept-Language"].flat().filter(Boolean).join(", ");
  reply.headers({ etag, vary, "cache-control": reply.getHeader("cache-control") ?? SHARED });
  const known = request.headers["if-none-match"]?.split(",").map((tag) => tag.trim());
  return known?.includes(etag) ? reply.code(304).send() : reply.send(text);
}

/** Where only some may read the schema, no shared cache may store it. */
async function admitSchemaReader(app: AppContext, request: FastifyRequest, reply: FastifyReply): Promise<void> {
  if (app.config.introspection === "on") return;
  requireSchemaReader(app, await readViewer(app, request));
  reply.headers({ "cache-control": "private, no-cache", vary: "Authorization, Cookie, X-API-Key" });
}

async function isSchemaReader(app: AppContext, request: FastifyRequest): Promise<boolean> {
  try {
    requireSchemaReader(app, await readViewer(app, request));
    return true;
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return false;
  }
}
