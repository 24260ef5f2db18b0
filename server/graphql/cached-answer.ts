import type { FastifyRequest } from "fastify";
import type { AppContext } from "../app-context.js";
import { hashOf } from "../lib/id.js";
import type { Metrics } from "../lib/metrics.js";
import type { Viewer } from "../viewer.js";
import { operationRecord } from "./operation-metrics-plugin.js";
import { type GraphqlResponse, ResponseCache } from "./response-cache.js";

/** Null with RESPONSE_CACHE=off. */
export function createResponseCache(app: AppContext): ResponseCache | null {
  const bytesMax = app.config.responseCacheBytes;
  if (bytesMax === 0) return null;
  const cache = new ResponseCache({ bytesMax, isHearing: () => app.content.isHearing() });
  app.content.subscribe((sources) => cache.drop(sources));
  return cache;
}

/** From memory or read now. */
export async function cachedAnswer(
  { cache, metrics }: { cache: ResponseCache; metrics: Metrics },
  { viewer, question, read }: { viewer: Viewer; question: string; read: () => Promise<GraphqlResponse> },
): Promise<GraphqlResponse> {
  const whose = viewerKey(viewer);
  const key = `${whose} ${question}`;
  const startedMs = performance.now();
  const found = cache.get(key);
  if (!found) return await cache.read(key, whose, read);
  operationRecord(metrics, found.operation)(performance.now() - startedMs);
  return found;
}

/** Longer questions are read each time. */
const QUESTION_MAX = 20_000;
/** Longer ones are kept by their hash. */
const PLAIN_MAX = 1_000;

/**
 * Everything of a request, besides its viewer, that decides the answer; null if it may be a mutation. A persisted query
 * in a POST may be one: its text is absent.
 */
export function questionOf(request: FastifyRequest): string | null {
  const sent = request.method === "POST" ? postedQuestion(request.body) : request.url;
  if (sent === null || sent.length > QUESTION_MAX) return null;
  const question = `${request.headers.accept ?? ""} ${sent}`;
  return question.length > PLAIN_MAX ? hashOf(question) : question;
}

function postedQuestion(body: unknown): string | null {
  if (typeof body !== "object" || body === null) return null;
  const { query, operationName, variables, extensions } = body as Record<string, unknown>;
  if (typeof query !== "string" || /mutation|subscription/.test(query)) return null;
  return JSON.stringify([query, operationName, variables, extensions]);
}

const viewerKeys = new WeakMap<Viewer, string>();

/** Who may see what. */
export function viewerKey(viewer: Viewer): string {
  const known = viewerKeys.get(viewer);
  if (known) return known;
  const key = hashOf(JSON.stringify(viewer));
  viewerKeys.set(viewer, key);
  return key;
}
