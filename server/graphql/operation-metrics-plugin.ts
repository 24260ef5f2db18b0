import type { ApolloServerPlugin } from "@apollo/server";
import { SECOND_MS } from "../lib/clock.js";
import type { Metrics } from "../lib/metrics.js";
import type { Context } from "../request-context.js";

/** Clients choose operation names: further names share one label. */
const NAMES_MAX = 50;
const NAME_MAX = 60;

interface MeasuredContext extends Context {
  /** Set to the operation's label, for answers that are sent again. */
  measured: { operation: string };
}

/** Records answers from memory, by their duration in milliseconds. */
export function operationRecord(
  { operations, operationSeconds }: Metrics,
  operation: string | null,
): (ms: number) => void {
  if (operation === null) return () => undefined;
  const count = operations.of(operation, "OK");
  const timing = operationSeconds.of(operation);
  return (ms) => {
    count.count++;
    timing.observe(ms / SECOND_MS);
  };
}

/** Counts and times operations by name and result: OK or the first error's code. */
export function operationMetricsPlugin({ operations, operationSeconds }: Metrics): ApolloServerPlugin<MeasuredContext> {
  const names = new Set<string>();
  const nameOf = (name: string | null | undefined) => {
    if (!name) return "anonymous";
    if (names.size < NAMES_MAX && name.length <= NAME_MAX) names.add(name);
    return names.has(name) ? name : "other";
  };
  return {
    async requestDidStart() {
      const startedMs = performance.now();
      return {
        async willSendResponse({ operation, response, contextValue }) {
          const label = operation ? nameOf(operation.name?.value) : "invalid";
          contextValue.measured.operation = label;
          const [error] = (response.body.kind === "single" && response.body.singleResult.errors) || [];
          operations.of(label, error ? String(error.extensions?.code) : "OK").count++;
          operationSeconds.of(label).observe((performance.now() - startedMs) / SECOND_MS);
        },
      };
    },
  };
}
