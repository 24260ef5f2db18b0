import { createSingleFlight, withTimeout } from "../lib/concurrency.js";
import { describeFailure } from "../lib/database-failures.js";
import type { Database } from "./db.js";
import { Lane, type UnderWay } from "./lane.js";

export interface HealthCheck {
  /** `ready`, or the obstacle; within 2 s. */
  look(): Promise<string>;
  close(): Promise<void>;
}

const LATE_MS = 2_000;
const ASK = { text: "select current_setting('transaction_read_only') as read_only", params: [] };

export function createHealthCheck(open: () => Database): HealthCheck {
  const lane = new Lane(open);
  const once = createSingleFlight();
  let free = Promise.resolve();

  async function look(): Promise<string> {
    let underWay: UnderWay | undefined;
    const begin = async () => {
      await free;
      underWay = lane.start(ASK);
      free = underWay.over;
      return await underWay.rows;
    };
    const late = () => {
      underWay?.cancel();
      return new Error("The database does not respond.");
    };
    try {
      const [row] = (await withTimeout(begin(), { ms: LATE_MS, late })) as { read_only: string }[];
      if (row?.read_only !== "on") return "ready";
      // The connection may lead to the old primary after a fail-over.
      free = free.then(() => lane.renew());
      return "read-only";
    } catch (error) {
      return describeFailure(error);
    }
  }
  return { look: () => once("look", look), close: () => lane.close() };
}
