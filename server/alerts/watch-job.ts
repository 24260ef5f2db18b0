import { channelsOf } from "../deliveries/channels-of.js";
import { isDatabaseAway } from "../lib/db.js";
import type { Job } from "../lib/job-runner.js";
import type { World } from "../world.js";
import { deleteJobFailure, upsertJobFailure } from "./store.js";

/** The same job, whose failures are noted where every process sees them until it ends well somewhere. */
export function watchJob(world: World, job: Job): Job {
  if (channelsOf(world.config).length === 0) return job;
  const sandbox = world.config.mode === "sandbox";
  // What another process, or the one before, has noted is not known here.
  let mayBeNoted = true;
  return {
    ...job,
    async run(signal) {
      try {
        const result = await job.run(signal);
        if (mayBeNoted) await deleteJobFailure(world.db, sandbox, job.name);
        mayBeNoted = false;
        return result;
      } catch (error) {
        mayBeNoted = true;
        // The failure itself must come through, also where it cannot be noted.
        const note = () => upsertJobFailure(world.db, { sandbox, job: job.name, firstAt: world.clock.now() });
        if (!isDatabaseAway(error)) await note().catch(() => undefined);
        throw error;
      }
    },
  };
}
