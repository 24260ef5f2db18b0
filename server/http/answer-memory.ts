import type { FastifyInstance, FastifyRequest } from "fastify";
import type { AppContext } from "../app-context.js";
import { cachedAnswer, createResponseCache } from "../graphql/cached-answer.js";
import { type CachedResponse, type GraphqlResponse, isCached, type ResponseCache } from "../graphql/response-cache.js";
import type { Viewer } from "../viewer.js";
import type { Lifecycle } from "./lifecycle.js";
import { RepeatedRequests } from "./repeated-requests.js";

interface Question {
  viewer: Viewer;
  /** Everything besides the viewer that decides the answer; null for one that is read each time. */
  question(): string | null;
  read(): Promise<GraphqlResponse>;
}

/** Answers in memory, one budget for all routes that take API keys. Without RESPONSE_CACHE each is read. */
export class AnswerMemory {
  readonly #cache: ResponseCache | null;
  readonly #repeated: RepeatedRequests | null;
  readonly #answers = new WeakMap<FastifyRequest, CachedResponse>();

  constructor(private readonly app: AppContext) {
    this.#cache = createResponseCache(app);
    this.#repeated = this.#cache && new RepeatedRequests(app, this.#cache);
  }

  /** Repeated requests are answered before the server's own handler. */
  install(server: FastifyInstance, lifecycle: Lifecycle): void {
    this.#repeated?.install(server, lifecycle);
  }

  /** From memory or read now. */
  async answer(request: FastifyRequest, { viewer, question, read }: Question): Promise<GraphqlResponse> {
    const cache = this.#cache;
    const known = cache && question();
    if (!cache || known === null) return await read();
    const answer = await cachedAnswer({ cache, metrics: this.app.metrics }, { viewer, question: known, read });
    if (isCached(answer)) this.#answers.set(request, answer);
    return answer;
  }

  /** Remembers the responses of these routes. Call it after the hook that sets the last headers. */
  rememberResponses(server: FastifyInstance): void {
    const repeated = this.#repeated;
    if (!repeated) return;
    server.addHook("onSend", (...call) => {
      const [request, reply, payload, done] = call;
      const answer = this.#answers.get(request);
      if (answer) repeated.remember(answer, { request, reply });
      done(null, payload);
    });
  }
}
