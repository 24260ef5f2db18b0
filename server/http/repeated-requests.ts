import type { IncomingMessage, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { LRUCache } from "lru-cache";
import type { AppContext } from "../app-context.js";
import { KEYS_CHANNEL, verifyKey } from "../features/api-keys/verify-key.js";
import { viewerKey } from "../graphql/cached-answer.js";
import { operationRecord } from "../graphql/operation-metrics-plugin.js";
import type { CachedResponse, ResponseCache } from "../graphql/response-cache.js";
import { SECOND_MS } from "../lib/clock.js";
import { clientAddress } from "./address.js";
import { isKnownTag } from "./cors-and-caching.js";
import { originIfSent, originOf } from "./csrf.js";
import type { Lifecycle } from "./lifecycle.js";
import { countUser, limitHeaders, userOf } from "./rate-limit.js";
import { type RecordRequest, RequestRecords } from "./record-requests.js";
import type { User } from "./shared-uses.js";
import { presentedCredentials } from "./viewer.js";

/** A response for whoever sends the same bytes, while its answer is current. */
interface Repeatable {
  /** Weak: an answer that the cache has dropped takes no memory. */
  answer: WeakRef<CachedResponse>;
  /** Names and values in turn, which Node writes as they are. */
  headers: readonly string[];
  etag: string | null;
  /** Checks the API key again, which may be revoked by now; null without one. */
  isAdmitted: (() => Promise<boolean>) | null;
  /** When it was checked last, and after how many changes of keys. */
  admitted: { ms: number; changes: number } | null;
  /** Whose requests are counted; null: the address's. */
  user: User | null;
  record: { full: RecordRequest; known: RecordRequest; operation: RecordRequest };
}

/** A short one is a text of its bytes: Node writes it in one piece with the head. */
interface Body {
  bytes: Buffer | string;
  length: string;
}

interface Exchange {
  request: IncomingMessage;
  response: ServerResponse;
}

const GRAPHQL = "/graphql";
/** The addresses whose answers may come from here. */
const ROUTES = /^\/(graphql|embed\/|feeds\/)/;
const BODY_MAX = 20_000;
/** Of the cache's bytes, for requests and heads; the bodies count as the answers'. */
const SHARE = 1 / 4;
/** Node writes a longer text in more than one piece. */
const TEXT_MAX = 12_000;
const OVERHEAD_BYTES = 1_000;
/** Keys are remembered for 3 s; together that is less than the 5 s after which a revoked key must not work. */
const ADMITTED_MS = SECOND_MS;
/** Each response has its own. */
const OWN_HEADERS = /^(ratelimit-|content-length$)/;

/**
 * Answers repeated requests of routes that take API keys from memory, before routing, parsing and hooks: their bytes decide. A request with
 * cookies, and one that was not answered from the response cache before, takes the usual way.
 */
export class RepeatedRequests {
  readonly #known: LRUCache<string, Repeatable>;
  readonly #keys = new WeakMap<IncomingMessage, string>();
  readonly #bodies = new WeakMap<CachedResponse, Body>();
  readonly #userOf: (request: IncomingMessage) => User;
  readonly #records: RequestRecords;
  readonly #lookups: AppContext;
  #keyChanges = 0;

  constructor(
    private readonly app: AppContext,
    private readonly cache: ResponseCache,
  ) {
    this.#userOf = addressUser(app);
    this.#records = new RequestRecords(app);
    this.#lookups = { ...app, db: app.pools.lookups.db };
    const changed = () => void this.#keyChanges++;
    app.pubsub.subscribe(KEYS_CHANNEL, { onMessage: changed, onGap: changed });
    this.#known = new LRUCache({
      maxSize: app.config.responseCacheBytes * SHARE,
      sizeCalculation: (_, key) => OVERHEAD_BYTES + 2 * key.length,
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
          const restore = () => request.pause().unshift(body);
          this.#answer(exchange, { body: body.toString("latin1"), restore, pass });
        });
      }
    });
  }

  /** Called with a response that the cache's answer was sent in. */
  remember(answer: CachedResponse, { request, reply }: { request: FastifyRequest; reply: FastifyReply }): void {
    const key = this.#keys.get(request.raw);
    // A client that has the answer may never ask without its tag.
    const isAnswered = reply.statusCode === 200 || reply.statusCode === 304;
    if (key === undefined || !isAnswered || !request.viewer || !this.cache.isCurrent(answer)) return;
    const headers = Object.entries(reply.getHeaders()).filter(([name]) => !OWN_HEADERS.test(name));
    const presented = presentedCredentials(request);
    const isByKey = request.viewer.kind === "CLIENT";
    // A key that came another way could not be checked again.
    if (isByKey && presented === null) return;
    const route = request.routeOptions.url ?? GRAPHQL;
    const origin = route === GRAPHQL ? originOf(request) : originIfSent(request);
    const { viewer } = answer;
    const isAdmitted = async () => {
      const client = await verifyKey(this.#lookups, presented ?? "", origin).catch(() => null);
      return client !== null && viewerKey(client) === viewer;
    };
    const kind = { method: request.method, route };
    this.#known.set(key, {
      answer: new WeakRef(answer),
      headers: headers.flatMap(([name, value]) => [name, String(value)]),
      etag: String(reply.getHeader("etag") ?? "") || null,
      isAdmitted: isByKey ? isAdmitted : null,
      admitted: null,
      user: userOf(request.viewer),
      record: {
        full: this.#records.of({ ...kind, status: 200 }),
        known: this.#records.of({ ...kind, status: 304 }),
        operation: operationRecord(this.app.metrics, answer.operation),
      },
    });
  }

  /** One for all who got this answer. */
  #bodyOf(answer: CachedResponse): Body {
    const known = this.#bodies.get(answer);
    if (known) return known;
    const { payload } = answer;
    const bytes = Buffer.from(payload);
    // A text without other letters is its own bytes.
    const text = bytes.length === payload.length ? payload : bytes.toString("latin1");
    const made = { bytes: bytes.length <= TEXT_MAX ? text : bytes, length: String(bytes.length) };
    this.#bodies.set(answer, made);
    return made;
  }

  /** `restore` gives the body back to the request; it must come before the request's end is announced. */
  #answer(
    exchange: Exchange,
    { body, restore, pass }: { body: string; restore(): void; pass(exchange: Exchange): void },
  ) {
    const key = keyOf(exchange.request, body);
    const found = this.#known.get(key);
    const answer = found?.answer.deref();
    const isCurrent = answer !== undefined && this.cache.isCurrent(answer);
    if (found && isCurrent && this.#isAdmittedNow(found) && this.#send(exchange, found, answer)) return;
    restore();
    if (!isCurrent || !found?.isAdmitted) {
      this.#keys.set(exchange.request, key);
      pass(exchange);
      return;
    }
    const changes = this.#keyChanges;
    void found.isAdmitted().then((isAdmitted) => {
      found.admitted = isAdmitted ? { ms: performance.now(), changes } : null;
      if (isAdmitted && this.#send(exchange, found, answer)) exchange.request.resume();
      else pass(exchange);
    });
  }

  /** Without another look at its key. */
  #isAdmittedNow({ isAdmitted, admitted }: Repeatable): boolean {
    if (!isAdmitted) return true;
    return admitted?.changes === this.#keyChanges && performance.now() - admitted.ms < ADMITTED_MS;
  }

  /** False beyond the rate limit: the usual way says so. */
  #send({ request, response }: Exchange, repeatable: Repeatable, answer: CachedResponse): boolean {
    const { headers, etag, user, record } = repeatable;
    const startedMs = performance.now();
    const use = countUser(this.app, user ?? this.#userOf(request));
    if (use?.isOver) return false;
    const sent = use ? headers.concat(limitHeaders(use)) : headers.slice();
    const isKnown = etag !== null && isKnownTag(request.headers["if-none-match"], etag);
    if (isKnown) response.writeHead(304, sent).end();
    else {
      const body = this.#bodyOf(answer);
      sent.push("content-length", body.length);
      response.writeHead(200, sent).end(body.bytes, "latin1");
    }
    const ms = performance.now() - startedMs;
    record.operation(ms);
    (isKnown ? record.known : record.full)(ms);
    return true;
  }
}

/** The address of a request, as who is counted. Without a proxy, a connection's requests have the same. */
function addressUser(app: AppContext): (request: IncomingMessage) => User {
  const addressOf = clientAddress(app);
  const made = (request: IncomingMessage): User => ({ kind: "address", id: addressOf(request) });
  if (app.config.trustProxy) return made;
  const users = new WeakMap<Socket, User>();
  return (request) => {
    let user = users.get(request.socket);
    if (!user) {
      user = made(request);
      users.set(request.socket, user);
    }
    return user;
  };
}

/** The bytes of a body that may be looked up; 0 for a GET; null for a request that takes the usual way. */
function bodyLength(request: IncomingMessage): number | null {
  const { method, url = "", headers } = request;
  if (!ROUTES.test(url) || headers.cookie !== undefined) return null;
  // Node makes them when they are read.
  if (headers.authorization !== undefined && request.headersDistinct.authorization?.length !== 1) return null;
  if (headers["transfer-encoding"] !== undefined || headers["content-encoding"] !== undefined) return null;
  const length = Number(headers["content-length"] ?? 0);
  if (method === "GET") return length === 0 && url.length <= BODY_MAX ? 0 : null;
  return method === "POST" && url.startsWith(GRAPHQL) && length > 0 && length <= BODY_MAX ? length : null;
}

/** No header has it. */
const ABSENT = "\0";

/** All that decides a response: what is not here is in the body or the address. */
function keyOf({ method, url, headers }: IncomingMessage, body: string): string {
  const { host, authorization = ABSENT, origin = ABSENT, referer = ABSENT, accept = ABSENT } = headers;
  const { "content-type": type = ABSENT, "x-api-key": apiKey = ABSENT } = headers;
  const { "apollo-require-preflight": preflight = ABSENT, "x-apollo-operation-name": operation = ABSENT } = headers;
  // Answers of GraphQL have no language.
  const language = url?.startsWith(GRAPHQL) ? "" : (headers["accept-language"] ?? ABSENT);
  const credentials = `${authorization}\n${apiKey}\n${origin}\n${referer}`;
  return `${method} ${url}\n${host}\n${credentials}\n${accept}\n${type}\n${preflight}\n${operation}\n${language}\n${body}`;
}

/** Calls `done` once, with exactly `length` bytes; never for a request that breaks off. */
function readBody(request: IncomingMessage, length: number, done: (body: Buffer) => void): void {
  const chunks: Buffer[] = [];
  let count = 0;
  const read = (chunk: Buffer) => {
    chunks.push(chunk);
    count += chunk.length;
    if (count < length) return;
    request.off("data", read);
    done(chunks.length === 1 ? chunk : Buffer.concat(chunks));
  };
  request.on("data", read);
}
