import { createAppContext, type OpenAppContext } from "../../server/app-context.js";
import { readConfig } from "../../server/config/config.js";
import { turnableClock } from "../../server/lib/clock.js";
import { Secret } from "../../server/lib/secret.js";

/** In a process that `spawnWorker` started: an app with the settings, the app id and the time of the test. */
export function workerApp(): OpenAppContext {
  const { APP_ID = "", APP_SECRET = "", CLOCK_OFFSET_MS = "0" } = process.env;
  const config = readConfig(process.env);
  const instagram = { ...config.instagram, appId: APP_ID, appSecret: new Secret(APP_SECRET) };
  const databaseUrl = config.databaseUrl ?? new Secret("");
  return createAppContext(
    { ...config, databaseUrl, secretKeys: config.secretKeys ?? [], instagram },
    { clock: turnableClock(Number(CLOCK_OFFSET_MS)) },
  );
}
