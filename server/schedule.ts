import type { AppContext } from "./app-context.js";
import { runAlerts } from "./features/alerts/run-alerts.js";
import { cleanUp } from "./features/assets/clean-up.js";
import { copyDuePictures } from "./features/assets/copy-due-pictures.js";
import { processJobs } from "./features/bulk-jobs/process-jobs.js";
import { whileClocksAgree } from "./features/clocks/compare-clocks.js";
import { correctClockSkew } from "./features/clocks/correct-clock-skew.js";
import { eraseBroken } from "./features/privacy/erase-broken.js";
import { processErasures } from "./features/privacy/process-erasures.js";
import { REFRESH_CHECK } from "./features/status/read-status.js";
import { syncDueAccounts } from "./features/sync/sync-due-accounts.js";
import { refreshDueTokens } from "./features/tokens/refresh-due-tokens.js";
import { type Clock, HOUR_MS, MINUTE_MS } from "./lib/clock.js";
import type { Job } from "./lib/job-runner.js";
import { prune, retention } from "./retention.js";

/** Rows decide what is due, so any number of processes may run it. Pauses while clocks differ. */
export function schedule(app: AppContext, machine?: Clock): Job[] {
  const { refreshCheckEveryMs, syncEveryMs } = app.config;
  const timely: Timely = (act) => whileClocksAgree(app, act, machine);
  return [
    {
      name: REFRESH_CHECK,
      cron: pollingCron(refreshCheckEveryMs),
      everyMs: refreshCheckEveryMs,
      budgetMs: Math.max(refreshCheckEveryMs, MINUTE_MS),
      run: (signal) => timely(() => refreshDueTokens(app, signal)),
    },
    {
      name: "sync due accounts",
      cron: pollingCron(syncEveryMs),
      budgetMs: 10 * MINUTE_MS,
      run: (signal) => syncDueAccounts(app, signal),
    },
    {
      name: "copy pictures",
      cron: "*/5 * * * * *",
      budgetMs: 10 * MINUTE_MS,
      run: (signal) => copyDuePictures(app, signal),
    },
    {
      name: "clean up files",
      cron: "* * * * *",
      everyMs: 10 * MINUTE_MS,
      budgetMs: 10 * MINUTE_MS,
      run: (signal) => timely(() => cleanUp(app, signal)),
    },
    {
      name: "bulk jobs",
      cron: "*/5 * * * * *",
      budgetMs: HOUR_MS,
      run: (signal) => processJobs(app, signal),
    },
    {
      name: "erase accounts",
      cron: "*/5 * * * * *",
      budgetMs: 10 * MINUTE_MS,
      run: (signal) => processErasures(app, signal),
    },
    {
      name: "erase broken accounts",
      cron: "* * * * *",
      everyMs: HOUR_MS,
      budgetMs: 10 * MINUTE_MS,
      run: (signal) => timely(() => eraseBroken(app, signal)),
    },
    {
      name: "correct clock skew",
      cron: "*/5 * * * * *",
      everyMs: 10 * MINUTE_MS,
      budgetMs: 10 * MINUTE_MS,
      run: () => timely(() => correctClockSkew(app)),
    },
    { name: "send alerts", cron: "* * * * *", budgetMs: MINUTE_MS, run: (signal) => runAlerts(app, signal) },
    ...pruning(app, timely),
  ];
}

type Timely = <T>(act: () => Promise<T>) => Promise<T | undefined>;

function pruning(app: AppContext, timely: Timely): Job[] {
  const names = new Set(retention(app).map(({ job }) => job));
  return [...names].map((name) => ({
    name,
    cron: "* * * * *",
    everyMs: HOUR_MS,
    budgetMs: 10 * MINUTE_MS,
    run: (signal) => timely(() => prune(app, name, signal)),
  }));
}

/** Polling interval of a job: every minute, or every five seconds if a minute would be late. */
function pollingCron(everyMs: number): string {
  return everyMs < 5 * MINUTE_MS ? "*/5 * * * * *" : "* * * * *";
}
