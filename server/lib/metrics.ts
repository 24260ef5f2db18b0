import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import { HotCounter, HotHistogram } from "./hot-metrics.js";

/** The process's counters. Labels have few values; none is personal or secret. */
export interface Metrics {
  registry: Registry;
  refreshes: Counter<"outcome">;
  syncs: Counter<"outcome">;
  calls: Counter<"call" | "code" | "cause">;
  callSeconds: Histogram<"call">;
  usagePercent: Gauge<"pool">;
  jobSeconds: Histogram<"job" | "outcome">;
  deliveries: Counter<"channel" | "outcome">;
  operations: HotCounter<"operation" | "outcome">;
  operationSeconds: HotHistogram<"operation">;
  requestSeconds: HotHistogram<"method" | "route" | "status">;
  accounts: Gauge<"status">;
  tokens: Gauge<"health">;
  staleAccounts: Gauge;
  attentionAccounts: Gauge;
  overdueSeconds: Gauge<"kind">;
  databaseUp: Gauge;
  callsBlocked: Gauge<"reason">;
}

const SECONDS = [0.005, 0.02, 0.1, 0.5, 2, 10, 60];
const LONG_SECONDS = [0.1, 1, 10, 60, 600];

/** In its own registry, so that two apps in a process do not collide. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  const named = <L extends string>(name: string, help: string, labelNames: L[] = []) => ({
    name: `darkroom_${name}`,
    help,
    labelNames,
    registers,
  });
  return {
    registry,
    refreshes: new Counter(named("token_refreshes_total", "Token refreshes, by OK or the cause.", ["outcome"])),
    syncs: new Counter(named("syncs_total", "Syncs, by OK, INTERRUPTED or the cause.", ["outcome"])),
    calls: new Counter(
      named("instagram_calls_total", "Calls to Instagram, retries included.", ["call", "code", "cause"]),
    ),
    callSeconds: new Histogram({
      ...named("instagram_call_seconds", "Duration of a call to Instagram.", ["call"]),
      buckets: SECONDS,
    }),
    usagePercent: new Gauge(
      named(
        "instagram_usage_percent",
        "The used share of Instagram's rate limits as last reported: the worst limit, the app's, the worst account's.",
        ["pool"],
      ),
    ),
    jobSeconds: new Histogram({
      ...named("job_seconds", "Duration of a scheduled job.", ["job", "outcome"]),
      buckets: LONG_SECONDS,
    }),
    deliveries: new Counter(
      named("alert_deliveries_total", "Attempts to deliver an alert, by outcome.", ["channel", "outcome"]),
    ),
    operations: new HotCounter(named("graphql_operations_total", "GraphQL operations.", ["operation", "outcome"])),
    operationSeconds: new HotHistogram({
      ...named("graphql_operation_seconds", "Duration of a GraphQL operation.", ["operation"]),
      buckets: SECONDS,
    }),
    requestSeconds: new HotHistogram({
      ...named("http_request_seconds", "Duration of an HTTP request.", ["method", "route", "status"]),
      buckets: SECONDS,
    }),
    accounts: new Gauge(named("accounts", "Accounts by status.", ["status"])),
    tokens: new Gauge(named("tokens", "Tokens by health.", ["health"])),
    staleAccounts: new Gauge(named("stale_accounts", "Accounts whose last sync failed or is overdue.")),
    attentionAccounts: new Gauge(named("attention_accounts", "Accounts that need attention, without snoozed ones.")),
    overdueSeconds: new Gauge(
      named("overdue_seconds", "Seconds since the most overdue refresh and sync were due; 0 without one.", ["kind"]),
    ),
    callsBlocked: new Gauge(
      named("instagram_blocked", "1 while calls to Instagram are blocked, 0.5 while one probe decides.", ["reason"]),
    ),
    databaseUp: new Gauge(named("database_up", "1 if the accounts could be counted, otherwise 0.")),
  };
}

let processRegistry: Registry | undefined;

export async function processMetrics(): Promise<string> {
  if (!processRegistry) {
    processRegistry = new Registry();
    collectDefaultMetrics({ register: processRegistry });
  }
  return await processRegistry.metrics();
}
