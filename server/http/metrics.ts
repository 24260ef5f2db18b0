import type { FastifyInstance, FastifyRequest } from "fastify";
import type { AppContext } from "../app-context.js";
import {
  type AccountCounts,
  countAccounts,
  countTokenDays,
  DAYS_LEFT_EDGES,
  type TokenDays,
} from "../features/feed/count-accounts.js";
import { rateLimitMetrics } from "../features/rate-limits/rate-limit-metrics.js";
import { requireOperator } from "../graphql/access.js";
import { SECOND_MS } from "../lib/clock.js";
import { constantTimeEqual } from "../lib/id.js";
import { processMetrics } from "../lib/metrics.js";
import { SYSTEM } from "../viewer.js";
import { ownAuthorization, readViewer } from "./viewer.js";

const FRESH_MS = 10 * SECOND_MS;

/** `/metrics` in Prometheus's text format. */
export function metricsRoutes(server: FastifyInstance, app: AppContext): void {
  const { metrics } = app;
  const readCounts = memoizeFor(async () => {
    await rateLimitMetrics(app);
    return { ...(await countAccounts(app, SYSTEM)), ...(await countTokenDays(app, SYSTEM)) };
  });
  server.get("/metrics", async (request, reply) => {
    await requireMetricsAccess(app, request);
    const counts = await readCounts().catch((error: unknown) => {
      if (!app.outage.explains(error)) app.log.warn({ err: error }, "accounts not counted for metrics");
      return null;
    });
    setGauges(app, counts);
    reply.header("content-type", metrics.registry.contentType).header("cache-control", "no-store");
    return [await metrics.registry.metrics(), counts ? daysLeftText(counts) : "", await processMetrics()].join("\n");
  });
}

/** For operators and METRICS_TOKEN; in the sandbox for everyone. */
async function requireMetricsAccess(app: AppContext, request: FastifyRequest): Promise<void> {
  const { mode, metricsToken } = app.config;
  if (mode === "sandbox") return;
  const [, presented] = /^Bearer +(\S+)$/i.exec(ownAuthorization(request) ?? "") ?? [];
  if (metricsToken !== null && presented !== undefined && constantTimeEqual(presented, metricsToken.reveal())) return;
  requireOperator(await readViewer(app, request));
}

/** Reads at most every ten seconds; later callers share the result. */
function memoizeFor<T>(read: () => Promise<T>): () => Promise<T> {
  let answer: Promise<T> | null = null;
  let readMs = 0;
  return () => {
    if (answer && performance.now() - readMs < FRESH_MS) return answer;
    readMs = performance.now();
    answer = read();
    // Failures are not cached.
    answer.catch(() => {
      answer = null;
    });
    return answer;
  };
}

function setGauges({ metrics }: AppContext, counts: (AccountCounts & TokenDays) | null): void {
  const { accounts, tokens, staleAccounts, attentionAccounts, overdueSeconds } = metrics;
  metrics.databaseUp.set(counts ? 1 : 0);
  if (!counts) {
    // Otherwise old label values would remain.
    for (const gauge of [accounts, tokens, overdueSeconds, metrics.callsBlocked]) gauge.reset();
    for (const gauge of [staleAccounts, attentionAccounts]) gauge.set(Number.NaN);
    return;
  }
  accounts.set({ status: "ACTIVE" }, counts.active);
  accounts.set({ status: "PAUSED" }, counts.paused);
  accounts.set({ status: "RECONNECT_REQUIRED" }, counts.reconnectRequired);
  tokens.set({ health: "HEALTHY" }, counts.healthy);
  tokens.set({ health: "DUE" }, counts.due);
  tokens.set({ health: "EXPIRING" }, counts.expiring);
  tokens.set({ health: "EXPIRED" }, counts.expired);
  tokens.set({ health: "REVOKED" }, counts.revoked);
  staleAccounts.set(counts.stale);
  attentionAccounts.set(counts.needAttention);
  overdueSeconds.set({ kind: "refresh" }, counts.refreshLateS);
  overdueSeconds.set({ kind: "sync" }, counts.syncLateS);
}

/** Written by hand: prom-client's histogram would have to observe every token at each scrape. */
function daysLeftText({ daysLeft, daysLeftSum, accountCount, revoked }: AccountCounts & TokenDays): string {
  const name = "darkroom_token_days_left";
  const count = accountCount - revoked;
  return [
    `# HELP ${name} Days until tokens expire, without those that are revoked.`,
    `# TYPE ${name} histogram`,
    ...daysLeft.map((below, n) => `${name}_bucket{le="${DAYS_LEFT_EDGES[n]}"} ${below}`),
    `${name}_bucket{le="+Inf"} ${count}`,
    `${name}_sum ${daysLeftSum}`,
    `${name}_count ${count}`,
    "",
  ].join("\n");
}
