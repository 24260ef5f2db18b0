import type { FastifyInstance } from "fastify";
import type { AppContext } from "../app-context.js";
import { SECOND_MS } from "../lib/clock.js";
import { repeatedLine } from "../lib/log.js";

/** Many a page, and nobody waits for one of them: the sandbox's own calls, pictures, scripts and styles. */
const QUIET_ROUTES = /^\/(sandbox|files|assets|admin\/assets)\//;

/** Counts, times and logs each request. */
export function recordRequests(server: FastifyInstance, app: AppContext): void {
  const records = new RequestRecords(app);
  server.addHook("onResponse", ({ method, routeOptions }, { statusCode, elapsedTime }, done) => {
    records.of({ method, route: routeOptions.url ?? "none", status: statusCode })(elapsedTime);
    done();
  });
}

export interface RequestKind {
  method: string;
  /** The route's pattern, never the address, which may contain codes, states and keys. */
  route: string;
  status: number;
}

/** Records a request by its duration in milliseconds. */
export type RecordRequest = (ms: number) => void;

/** What all requests of a kind share is made once: the series in the metrics, and the line in the log but for its time. */
export class RequestRecords {
  /** As many as there are methods, routes and statuses. */
  readonly #records = new Map<string, RecordRequest>();

  constructor(private readonly app: AppContext) {}

  of(kind: RequestKind): RecordRequest {
    const key = `${kind.status} ${kind.method} ${kind.route}`;
    let record = this.#records.get(key);
    if (!record) {
      record = this.#create(kind);
      this.#records.set(key, record);
    }
    return record;
  }

  /** Refused requests and quiet routes are logged at debug, unless the server fails. */
  #create({ method, route, status }: RequestKind): RecordRequest {
    const { log, metrics } = this.app;
    const timing = metrics.requestSeconds.of(method, route, status);
    const isQuiet = status < 500 && (status >= 400 || QUIET_ROUTES.test(route));
    const level = isQuiet ? "debug" : "info";
    const writeLine = repeatedLine(log, { level, fields: { method, route, status }, message: "request" });
    return (ms) => {
      timing.observe(ms / SECOND_MS);
      writeLine(Math.round(ms * 10) / 10);
    };
  }
}
