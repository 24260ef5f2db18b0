import { processJobs } from "../../../server/features/bulk-jobs/process-jobs.js";
import { workerApp } from "../../support/worker-app.js";

/** A process that works on jobs until it is killed. */
const app = workerApp();
process.stdout.write("ready\n");
for (let n = 0; n < 1_000; n++) {
  await processJobs(app, AbortSignal.timeout(60_000));
  await new Promise((resolve) => setTimeout(resolve, 50));
}
