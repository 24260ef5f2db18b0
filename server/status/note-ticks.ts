import { MINUTE_MS } from "../lib/clock.js";
import type { JobRun } from "../lib/job-runner.js";
import type { World } from "../world.js";
import { upsertTick } from "./store.js";

/** Measures each run of the timetable's jobs, and keeps when it was; of one that runs more often, once a minute. */
export function noteTicks(world: World): (run: JobRun) => Promise<void> {
  const keptMs = new Map<string, number>();
  return async ({ job, beganAt, ms, isFailed }) => {
    world.metrics.jobSeconds.observe({ job, outcome: isFailed ? "failed" : "ok" }, ms / 1_000);
    if (performance.now() - (keptMs.get(job) ?? Number.NEGATIVE_INFINITY) < MINUTE_MS / 2) return;
    try {
      const sandbox = world.config.mode === "sandbox";
      await upsertTick(world.db, { sandbox, job, beganAt, ms: Math.round(ms), isFailed });
      keptMs.set(job, performance.now());
    } catch (error) {
      // The job itself has told that the database is away, where it is.
      world.log.debug({ job, err: error }, "job's run not kept");
    }
  };
}
