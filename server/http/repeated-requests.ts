import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from "node:http";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { LRUCache } from "lru-cache";
import type { AppContext } from "../app-context.js";
import { verifyKey } from "../features/api-keys/verify-key.js";
import { viewerKey } from "../graphql/cached-answer.js";
import { countRepeated } from "../graphql/operation-metrics-plugin.js";
import type { CachedResponse, ResponseCache } from "../graphql/response-cache.js";
import { MINUTE_MS, SECOND_MS } from "../lib/clock.js";
import { clientAddress } from "./address.js";
import { isKnownTag } from "./cors-and-caching.js";
import { originOf } from "./csrf.js";
import type { Lifecycle } from "./lifecycle.js";
import { type CountedUse, countUser, userOf } from "./rate-limit.js";
import type { User } from "./shared-uses.js";
import { presentedCredentials } from "./viewer.js";

/** A response for whoever sends the same bytes, while its answer is current. */
interface Repeatable {
  answer: CachedResponse;
  headers: OutgoingHttpHeaders;
  etag: string | null;
  body: Buffer;
  /** Checks the API key again, which may be revoked by now; null without one. */
  isAdmitted: (() => Promise<boolean>) | null;
  /** Whose requests are counted; null: the address's. */
  user: User | null;
}

interface Exchange {
  request: IncomingMessage;
  response: ServerResponse;
}

const ROUTE = "/graphql";
const BODY_MAX = 20_000;
/** Of the cache's bytes, for requests and heads; the bodies count as the answers'. */
const SHARE = 1 / 4;
const OVERHEAD_BYTES = 1_000;
/** Whatever else decides a response is in the body or the address. */
const DECIDING = [
  "host",
  "authorization",
  "x-api-key",
  "origin",
  "referer",
  "accept",
  "content-type",
  "apollo-require-preflight",
  "x-apollo-operation-name",
] as const;
/** Each response has its own. */
const OWN_HEADERS = /^(ratelimit-|content-length$)/;

/**
 * Answers repeated /graphql requests from memory, before routing, parsing and hooks: their bytes decide. A request with
 * cookies, and one that was not answered from the response cache before, takes the usual way.
 */
export class RepeatedRequests {
  readonly #known: LRUCache<string, Repeatable>;
  readonly #keys = new WeakMap<IncomingMessage, string>();
  readonly #bodies = new WeakMap<CachedResponse, Buffer>();
  readonly #addressOf: (request: IncomingMessage) => string;

  constructor(
    private readonly app: AppContext,
    private readonly cache: ResponseCache,
  ) {
    this.#addressOf = clientAddress(app);
    this.#known = new LRUCache({
      maxSize: app.config.responseCacheBytes * SHARE,
      sizeCalculation: (_, key) => OVERHEAD_BYTES + 2 * key.length,
      ttl: MINUTE_MS,
    });
  }

  /** Stands before the handler that the server has. */
  install({ server }: FastifyInstance, lifecycle: Lifecycle): void {
    const [handler] = server.listeners("request") as ((request: IncomingMessage, response: ServerResponse) => void)[];
    const pass = ({ request, response }: Exchange) => handler?.call(server, request, response);
    server.removeAllListeners("request");
    server.on("request", (request, response) => {
      const exchange = { request, response };
      const length = lifecycle.state === "open" ? bodyLength(request) : null;
      if (length === null) pass(exchange);
      else if (length === 0) this.#answer(exchange, { body: "", restore: () => undefined, pass });
      else {
        readBody(request, length, (body) => {
          this.#answer(exchange, { body: body.toString("latin1"), restore: () => request.unshift(body), pass });
        });
      }
    });
  }

  /** Called with a response that the cache's answer was sent in. */
  remember(answer: CachedResponse, { request, reply }: { request: FastifyRequest; reply: FastifyReply }): void {
    const key = this.#keys.get(request.raw);
    if (key === undefined || reply.statusCode !== 200 || !request.viewer || !this.cache.isCurrent(answer)) return;
    const body = this.#bodies.get(answer) ?? Buffer.from(answer.payload);
    this.#bodies.set(answer, body);
    const headers = Object.entries(reply.getHeaders()).filter(([name]) => !OWN_HEADERS.test(name));
    const presented = presentedCredentials(request);
    const isByKey = request.viewer.kind === "CLIENT" && presented !== null;
    const origin = originOf(request);
    const isAdmitted = async () => {
      const client = await verifyKey({ ...this.app, db: this.app.pools.lookups.db }, presented ?? "", origin).catch(
        () => null,
      );
      return client !== null && viewerKey(client) === answer.viewer;
    };
    this.#known.set(key, {
      answer,
      headers: { ...Object.fromEntries(headers), "content-length": body.length },
      etag: String(reply.getHeader("etag") ?? "") || null,
      body,
      isAdmitted: isByKey ? isAdmitted : null,
      user: userOf(request.viewer),
    });
  }

  /** `restore` gives the body back to the request; it must come before the request's end is announced. */
  #answer(
    exchange: Exchange,
    { body, restore, pass }: { body: string; restore(): void; pass(exchange: Exchange): void },
  ) {
    const key = keyOf(exchange.request, body);
    const found = this.#known.get(key);
    const isCurrent = found && this.cache.isCurrent(found.answer);
    if (isCurrent && !found.isAdmitted && this.#send(exchange, found)) return;
    restore();
    if (!isCurrent || !found.isAdmitted) {
      this.#keys.set(exchange.request, key);
      pass(exchange);
      return;
    }
    void found.isAdmitted().then((isAdmitted) => {
      if (isAdmitted && this.#send(exchange, found)) exchange.request.resume();
      else pass(exchange);
    });
  }

  /** False beyond the rate limit: the usual way says so. */
  #send(exchange: Exchange, found: Repeatable): boolean {
    const startedMs = performance.now();
    const { request, response } = exchange;
    const use = countUser(this.app, found.user ?? { kind: "address", id: this.#addressOf(request) });
    if (use?.isOver) return false;
    const isKnown = found.etag !== null && isKnownTag(request.headers["if-none-match"], found.etag);
    const status = isKnown ? 304 : 200;
    response.writeHead(status, headersOf(found, { use, isKnown }));
    response.end(isKnown ? undefined : found.body);
    this.#record(exchange, { status, operation: found.answer.operation, ms: performance.now() - startedMs });
    return true;
  }

  #record({ request }: Exchange, { status, operation, ms }: { status: number; operation: string; ms: number }): void {
    const { metrics, log } = this.app;
    const { method = "GET" } = request;
    metrics.requestSeconds.observe({ method, route: ROUTE, status }, ms / SECOND_MS);
    countRepeated(metrics, operation, ms);
    log.info({ method, route: ROUTE, status, ms: Math.round(ms * 10) / 10 }, "request");
  }
}

function headersOf(
  { headers }: Repeatable,
  { use, isKnown }: { use: CountedUse | null; isKnown: boolean },
): OutgoingHttpHeaders {
  if (!use && !isKnown) return headers;
  const { "content-length": length, ...others } = headers;
  return { ...others, ...(!isKnown && { "content-length": length }), ...use?.headers };
}

/** The bytes of a body that may be looked up; 0 for a GET; null for a request that takes the usual way. */
function bodyLength({ method, url = "", headers, headersDistinct }: IncomingMessage): number | null {
  if (!url.startsWith(ROUTE) || headers.cookie !== undefined) return null;
  if (headers.authorization !== undefined && headersDistinct.authorization?.length !== 1) return null;
  if (headers["transfer-encoding"] !== undefined || headers["content-encoding"] !== undefined) return null;
  const length = Number(headers["content-length"] ?? 0);
  if (method === "GET") return length === 0 && url.length <= BODY_MAX ? 0 : null;
  return method === "POST" && length > 0 && length <= BODY_MAX ? length : null;
}

function keyOf({ method, url, headers }: IncomingMessage, body: string): string {
  let key = `${method} ${url}`;
  for (const name of DECIDING) key += `\n${headers[name] ?? ""}`;
  return `${key}\n${body}`;
}

/** Calls `done` once, with exactly `length` bytes; never for a request that breaks off. */
function readBody(request: IncomingMessage, length: number, done: (body: Buffer) => void): void {
  const chunks: Buffer[] = [];
  let count = 0;
  const read = () => {
    for (let chunk = request.read(); chunk !== null; chunk = request.read()) {
      chunks.push(chunk);
      count += chunk.length;
    }
    if (count < length) return;
    request.off("readable", read);
    done(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks));
  };
  request.on("readable", read);
}
