import { createSingleFlight } from "../lib/concurrency.js";
import { describeFailure } from "../lib/database-failures.js";
import type { Database } from "./db.js";
import { createProbe } from "./probe.js";

export interface HealthCheck {
  /** `ready`, or the obstacle; within 2 s. */
  look(): Promise<string>;
  close(): Promise<void>;
}

const LATE_MS = 2_000;
const ASK = { text: "select current_setting('transaction_read_only') as read_only", params: [] };

export function createHealthCheck(open: () => Database): HealthCheck {
  const probe = createProbe(open, ASK, LATE_MS);
  const once = createSingleFlight();

  async function look(): Promise<string> {
    try {
      const [row] = (await probe.ask()) as { read_only: string }[];
      if (row?.read_only !== "on") return "ready";
      // The connection may lead to the old primary after a fail-over.
      probe.renew();
      return "read-only";
    } catch (error) {
      return describeFailure(error);
    }
  }
  return { look: () => once("look", look), close: () => probe.close() };
}
