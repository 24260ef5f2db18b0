import { createAppContext } from "../../../server/app-context.js";
import { readConfig } from "../../../server/config/config.js";
import { processJobs } from "../../../server/features/bulk-jobs/process-jobs.js";
import { turnableClock } from "../../../server/lib/clock.js";
import { Secret } from "../../../server/lib/secret.js";

/*
 * A process that works on jobs until it is killed. Its environment holds the settings, and the app and the time of the
 * test that started it.
 */

const { APP_ID = "", APP_SECRET = "", CLOCK_OFFSET_MS = "0" } = process.env;
const config = readConfig(process.env);
const instagram = { ...config.instagram, appId: APP_ID, appSecret: new Secret(APP_SECRET) };
const databaseUrl = config.databaseUrl ?? new Secret("");
const app = createAppContext(
  { ...config, databaseUrl, secretKeys: config.secretKeys ?? [], instagram },
  { clock: turnableClock(Number(CLOCK_OFFSET_MS)) },
);
process.stdout.write("ready\n");
for (let n = 0; n < 1_000; n++) {
  await processJobs(app, AbortSignal.timeout(60_000));
  await new Promise((resolve) => setTimeout(resolve, 50));
}
