import type { AppContext } from "../../app-context.js";
import { MINUTE_MS } from "../../lib/clock.js";
import type { JobRun } from "../../lib/job-runner.js";
import { upsertJobRun } from "./store.js";

/** Measures and stores scheduled job runs. Of consecutive successes, one in half a minute is stored. */
export function recordJobRuns(app: AppContext): (run: JobRun) => Promise<void> {
  const storedMs = new Map<string, number>();
  return async ({ job, startedAt, ms, isFailed }) => {
    app.metrics.jobSeconds.observe({ job, outcome: isFailed ? "failed" : "ok" }, ms / 1_000);
    if (isFailed) storedMs.delete(job);
    if (performance.now() - (storedMs.get(job) ?? Number.NEGATIVE_INFINITY) < MINUTE_MS / 2) return;
    try {
      const sandbox = app.config.mode === "sandbox";
      await upsertJobRun(app.db, { sandbox, job, startedAt, ms: Math.round(ms), isFailed });
      if (!isFailed) storedMs.set(job, performance.now());
    } catch (error) {
      // The job has already reported a database outage.
      app.log.debug({ job, err: error }, "job's run not kept");
    }
  };
}
