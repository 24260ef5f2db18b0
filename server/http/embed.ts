import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { AppContext } from "../app-context.js";
import type { Reads } from "../db/reads.js";
import { matchOrigin } from "../features/api-keys/match-origin.js";
import { type Embed, readEmbed } from "../features/embeds/read-embed.js";
import { queryContext } from "../request-context.js";
import type { Viewer } from "../viewer.js";
import type { AnswerMemory } from "./answer-memory.js";
import { corsAndCaching } from "./cors-and-caching.js";
import { originIfSent, refererOf } from "./csrf.js";
import type { EmbedRequest } from "./embed/address.js";
import { fragment } from "./embed/fragment.js";
import { jsonFeed } from "./embed/json-feed.js";
import { embedPage, embedPolicy, fragmentPolicy, frameAncestors, isPartlyStarred } from "./embed/page.js";
import { parseEmbedRequest, queryOf } from "./embed/parse-request.js";
import { rssFeed } from "./embed/rss.js";
import { languageOf } from "./language.js";
import { OEMBED, oembedRoute } from "./oembed.js";
import { answerWithReads, READ_MS } from "./reads-of-request.js";
import { presentedCredentials, readViewer } from "./viewer.js";

const URLS = ["/embed/:file", "/feeds/:file"] as const;

/** How many posts a site shows at first. */
const FIRST = 12;

/** A way to show a feed: what the address ends with, and the text that it gets. */
interface Format {
  type: string;
  isForReaders: boolean;
  write(embed: Embed, request: EmbedRequest, publicUrl: string): string;
  /** Whether the response depends on the site that frames it. */
  isFramed: boolean;
}

const HTML = { type: "text/html; charset=utf-8", isForReaders: false };
const READERS = { isForReaders: true, isFramed: false };

const FORMATS: Record<(typeof URLS)[number], Record<string, Format>> = {
  "/embed/:file": {
    ".html": { ...HTML, isFramed: false, write: (...shown) => fragment(...shown).text },
    "": { ...HTML, isFramed: true, write: embedPage },
  },
  "/feeds/:file": {
    ".json": { ...READERS, type: "application/feed+json; charset=utf-8", write: jsonFeed },
    ".rss": { ...READERS, type: "application/rss+xml; charset=utf-8", write: rssFeed },
  },
};

/**
 * A feed as a fragment, as a page for frames, and for feed readers: one rendering each, from memory where it came before.
 * A publishable key needs no origin here; one that is sent must match.
 * @see decision 0071
 */
export function embedRoutes(server: FastifyInstance, app: AppContext, memory: AnswerMemory): void {
  corsAndCaching(server, app, { urls: [...URLS, OEMBED], vary: varyOf });
  memory.rememberResponses(server);
  oembedRoute(server, app, memory);
  for (const url of URLS) {
    server.get<{ Params: { file: string } }>(url, (request, reply) => {
      const [, slug = "", ending = ""] = /^([^.]*)(\..*)?$/s.exec(request.params.file) ?? [];
      const format = FORMATS[url][ending];
      if (!format) {
        reply.callNotFound();
        return reply;
      }
      return answerWithReads(
        app,
        { request, reply },
        {
          ms: READ_MS,
          viewer: () => readViewer(app, request, { origin: originIfSent(request) }),
          answer: (viewer, reads) => answerEmbed({ request, reply, slug, format }, viewer, reads),
        },
      );
    });
  }

  async function answerEmbed(
    { request, reply, slug, format }: Addressed,
    viewer: Viewer,
    reads: Reads,
  ): Promise<unknown> {
    const { publicUrl } = app.config;
    const key = publishableKey(request);
    const isOpen = key !== null || viewer.kind === "ANONYMOUS";
    const settled = { language: languageOf(request), key, isOpen };
    const parsed = parseEmbedRequest(slug, queryOf(request), settled);
    const site = format.isFramed ? framingSite(request, viewer) : null;
    const { isForReaders } = format;
    const read = async () => {
      const { app: reading } = queryContext(app, { viewer, reads });
      const first = parsed.first ?? (isForReaders ? null : FIRST);
      const embed = await readEmbed(reading, viewer, { ...parsed, first, isForReaders });
      const policy = format.isFramed ? embedPolicy(publicUrl, frameAncestors(viewer, site)) : fragmentPolicy(publicUrl);
      // Few: writing headers is most of the work of an answer from memory.
      const headers: [string, string][] = [
        ["content-type", format.type],
        ["content-security-policy", policy],
        ...(format.isFramed ? FRAMED : []),
        ...(isForReaders ? NOT_SNIFFED : []),
      ];
      const payload = format.write(embed, parsed, publicUrl);
      return { status: 200, headers, payload, operation: null, sources: reads.sources() };
    };
    const question = () => JSON.stringify([request.routeOptions.url, format.type, format.isFramed, site, parsed]);
    const answer = await memory.answer(request, { viewer, question, read });
    reply.headers(Object.fromEntries(answer.headers)).code(answer.status);
    return answer.payload;
  }
}

/** For pages that frame only what allows it. */
const FRAMED: [string, string][] = [["cross-origin-resource-policy", "cross-origin"]];

const NOT_SNIFFED: [string, string][] = [["x-content-type-options", "nosniff"]];

interface Addressed {
  request: FastifyRequest;
  reply: FastifyReply;
  slug: string;
  format: Format;
}

/** Null for a secret one, which is in no address. */
function publishableKey(request: FastifyRequest): string | null {
  const key = presentedCredentials(request);
  return key?.startsWith("pk_") ? key : null;
}

/** The site that frames the page, where the key allows it by a `*` beside other characters. */
function framingSite(request: FastifyRequest, viewer: Viewer): string | null {
  const site = refererOf(request.headers);
  const patterns = starredOf(viewer);
  return site !== null && matchOrigin(patterns, site) ? site : null;
}

function starredOf(viewer: Viewer | null): string[] {
  return viewer?.kind === "CLIENT" ? (viewer.origins ?? []).filter(isPartlyStarred) : [];
}

const VARY = "Authorization, Cookie, Origin, X-API-Key";

function varyOf(request: FastifyRequest): string {
  const { lang } = queryOf(request);
  const language = lang === "de" || lang === "en" ? "" : "Accept-Language, ";
  const { file = "." } = request.params as { file?: string };
  const isFramed = request.routeOptions.url === "/embed/:file" && !file.includes(".");
  return `${language}${VARY}${isFramed && starredOf(request.viewer).length > 0 ? ", Referer" : ""}`;
}
