import type { FastifyReply, FastifyRequest } from "fastify";
import type { AppContext } from "../app-context.js";
import type { Asker } from "../db/read-pool.js";
import { Reads } from "../db/reads.js";
import { SECOND_MS } from "../lib/clock.js";
import { withTimeout } from "../lib/concurrency.js";
import { ApiError } from "../lib/errors.js";
import type { Viewer } from "../viewer.js";
import { countViewer } from "./rate-limit.js";
import { whenOver } from "./when-over.js";

/**
 * Longer than Postgres's statement limit. A frozen Postgres ends no statement, and postgres.js would wait forever. (Fastify's
 * own `handlerTimeout` creates a signal for every request, which costs more than the rest of its routing.)
 */
export const READ_MS = 20 * SECOND_MS;

interface Exchange {
  request: FastifyRequest;
  reply: FastifyReply;
}

interface Answering {
  ms: number;
  viewer(): Promise<Viewer>;
  answer(viewer: Viewer, reads: Reads): Promise<unknown>;
}

/**
 * Answers a request of a route that takes API keys: finds its viewer, counts the request, and ends its reads with it.
 * @throws {ApiError} as `viewer` and `answer` do; RATE_LIMITED; SERVICE_UNAVAILABLE when the database does not respond
 */
export function answerWithReads(app: AppContext, exchange: Exchange, answering: Answering): Promise<unknown> {
  const inFlight: { reads: Reads | null } = { reads: null };
  // After the response, or when the client disconnects.
  whenOver(exchange.request, exchange.reply, () => inFlight.reads?.end());
  const late = () => {
    inFlight.reads?.end();
    return new ApiError("SERVICE_UNAVAILABLE", "The database does not respond.", { retryAfterS: 5 });
  };
  return withTimeout(answer(), { ms: answering.ms, late });

  async function answer(): Promise<unknown> {
    const { request, reply } = exchange;
    const viewer = await answering.viewer().catch((error: unknown) => {
      if (error instanceof ApiError) countViewer(app, null, exchange);
      throw error;
    });
    request.viewer = viewer;
    countViewer(app, viewer, exchange);
    const reads = new Reads(app.pools.reads, askerOf(viewer, request.ip), app.replica ?? undefined);
    inFlight.reads = reads;
    if (reply.raw.destroyed) reads.end();
    return await answering.answer(viewer, reads);
  }
}

const STRANGERS_STATEMENT_MS = 5 * SECOND_MS;
const STATEMENT_MS = 15 * SECOND_MS;

/** The caller for fair scheduling, and its statement limit. A publishable key counts as anonymous. */
function askerOf(viewer: Viewer, address: string): Asker {
  const known = { statementMs: STATEMENT_MS, isStranger: false };
  if (viewer.kind === "OPERATOR") return { ...known, caller: `operator ${viewer.operatorId}` };
  if (viewer.kind === "OWNER") return { ...known, caller: `owner ${viewer.accountId}` };
  if (viewer.kind === "CLIENT" && viewer.secret) return { ...known, caller: `key ${viewer.keyId}` };
  return { caller: `address ${address}`, statementMs: STRANGERS_STATEMENT_MS, isStranger: true };
}
