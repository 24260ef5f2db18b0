import type { AppContext } from "../../app-context.js";
import { MINUTE_MS } from "../../lib/clock.js";
import type { JobRun } from "../../lib/job-runner.js";
import { upsertJobRun } from "./store.js";

/**
 * Measures each run of the schedule's jobs, and keeps when it was and whether it failed. Of runs that end well one after
 * the other, one in half a minute is stored.
 */
export function recordJobRuns(app: AppContext): (run: JobRun) => Promise<void> {
  /** When a run that ended well was last kept, as long as none has failed since. */
  const keptMs = new Map<string, number>();
  return async ({ job, startedAt, ms, isFailed }) => {
    app.metrics.jobSeconds.observe({ job, outcome: isFailed ? "failed" : "ok" }, ms / 1_000);
    if (isFailed) keptMs.delete(job);
    if (performance.now() - (keptMs.get(job) ?? Number.NEGATIVE_INFINITY) < MINUTE_MS / 2) return;
    try {
      const sandbox = app.config.mode === "sandbox";
      await upsertJobRun(app.db, { sandbox, job, startedAt, ms: Math.round(ms), isFailed });
      if (!isFailed) keptMs.set(job, performance.now());
    } catch (error) {
      // The job itself has told that the database is away, where it is.
      app.log.debug({ job, err: error }, "job's run not kept");
    }
  };
}
