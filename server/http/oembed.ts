import { parse } from "node:querystring";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { AppContext } from "../app-context.js";
import type { Reads } from "../db/reads.js";
import { verifyKey } from "../features/api-keys/verify-key.js";
import { noSuchFeed, readEmbed } from "../features/embeds/read-embed.js";
import { ApiError } from "../lib/errors.js";
import { queryContext } from "../request-context.js";
import type { Viewer } from "../viewer.js";
import type { AnswerMemory } from "./answer-memory.js";
import { originIfSent } from "./csrf.js";
import type { EmbedRequest } from "./embed/address.js";
import { type FrameLimits, oembed } from "./embed/oembed.js";
import { numberOf, parseEmbedRequest, type Query, queryOf, textOf } from "./embed/parse-request.js";
import { sendApiError } from "./errors.js";
import { languageOf } from "./language.js";
import { answerWithReads, READ_MS } from "./reads-of-request.js";
import { presentedCredentials, readViewer } from "./viewer.js";

export const OEMBED = "/oembed";

const ADDRESS_MAX = 2_000;
const SIZE_MAX = 100_000;
/** How many posts the frame shows at first. */
const FIRST = 12;

/** The oEmbed of a feed's page. It joins routes whose CORS and caching are set up. */
export function oembedRoute(server: FastifyInstance, app: AppContext, memory: AnswerMemory): void {
  server.get(OEMBED, (request, reply) => {
    const format = textOf(queryOf(request), "format") ?? "json";
    if (format !== "json") {
      sendApiError(request, reply.code(501), ONLY_JSON);
      return reply;
    }
    return answerWithReads(
      app,
      { request, reply },
      {
        ms: READ_MS,
        viewer: () => viewerOf(app, request),
        answer: (viewer, reads) => answerOembed({ request, reply }, viewer, reads),
      },
    );
  });

  async function answerOembed({ request, reply }: Exchange, viewer: Viewer, reads: Reads): Promise<unknown> {
    const { publicUrl } = app.config;
    const query = queryOf(request);
    const parsed = parsedOf(app, request);
    const limits: FrameLimits = {
      maxWidth: numberOf(query, "maxwidth", SIZE_MAX),
      maxHeight: numberOf(query, "maxheight", SIZE_MAX),
    };
    const read = async () => {
      const { app: reading } = queryContext(app, { viewer, reads });
      const embed = await readEmbed(reading, viewer, { ...parsed, first: parsed.first ?? FIRST, isForReaders: false });
      const payload = `${JSON.stringify(oembed(embed, parsed, { publicUrl, limits }))}\n`;
      return { status: 200, headers: HEADERS, payload, operation: null, sources: reads.sources() };
    };
    const question = () => JSON.stringify([OEMBED, limits, parsed]);
    const answer = await memory.answer(request, { viewer, question, read });
    reply.headers(Object.fromEntries(answer.headers)).code(answer.status);
    return answer.payload;
  }
}

interface Exchange {
  request: FastifyRequest;
  reply: FastifyReply;
}

const HEADERS: [string, string][] = [
  ["content-type", "application/json; charset=utf-8"],
  ["cross-origin-resource-policy", "cross-origin"],
  ["x-content-type-options", "nosniff"],
];

const ONLY_JSON = new ApiError("BAD_USER_INPUT", "oEmbed is answered as JSON only.", {
  nextStep: "Ask with `format=json`, or without `format`.",
});

/** The key in the page's address decides, otherwise the request's own credentials. What they may not see is private, as oEmbed says. */
async function viewerOf(app: AppContext, request: FastifyRequest): Promise<Viewer> {
  const origin = originIfSent(request);
  const { key = null } = pageOf(app, request).query;
  try {
    if (typeof key === "string" && key.startsWith("pk_"))
      return await verifyKey({ ...app, db: app.pools.lookups.db }, key, origin);
    if (key === null) return await readViewer(app, request, { origin });
  } catch (error) {
    if (!(error instanceof ApiError) || error.code !== "FORBIDDEN") throw error;
    throw new ApiError("UNAUTHENTICATED", error.message, { nextStep: error.nextStep });
  }
  throw new ApiError("UNAUTHENTICATED", "Only a publishable key may be in the address of a page.", {
    nextStep: "Make a publishable key for the site that shows the feed.",
  });
}

/** @throws {ApiError} BAD_USER_INPUT without an address; NOT_FOUND for one that is no page of a feed here */
function parsedOf(app: AppContext, request: FastifyRequest): EmbedRequest {
  const { pathname, query } = pageOf(app, request);
  const [, slug = ""] = /^\/embed\/([^/.]+)(?:\.html)?$/.exec(pathname) ?? [];
  const presented = textOf(query, "key") ?? presentedCredentials(request);
  const key = presented?.startsWith("pk_") ? presented : null;
  const settled = { language: languageOf(request), key, isOpen: true };
  return parseEmbedRequest(slug, query, settled);
}

function pageOf({ config }: AppContext, request: FastifyRequest): { pathname: string; query: Query } {
  const address = textOf(queryOf(request), "url");
  if (address === null || address.length > ADDRESS_MAX) {
    throw new ApiError("BAD_USER_INPUT", `\`url\` must have 1 to ${ADDRESS_MAX} characters.`, {
      argument: "url",
      nextStep: "Pass the address of a feed's page, percent-encoded.",
    });
  }
  if (!URL.canParse(address)) throw noSuchFeed();
  const url = new URL(address);
  if (url.origin !== config.publicUrl) throw noSuchFeed();
  return { pathname: url.pathname, query: parse(url.search.slice(1)) };
}
