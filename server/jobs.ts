import { syncDueAccounts } from "./accounts/sync-due-accounts.js";
import { HOUR_MS, MINUTE_MS } from "./lib/clock.js";
import type { Job } from "./lib/job-runner.js";
import { pruneMedia } from "./media/prune-media.js";
import { pruneStates } from "./oauth/prune-states.js";
import { refreshDueTokens } from "./tokens/refresh-due-tokens.js";
import type { World } from "./world.js";

/** The timetable. What is due is decided by rows, so any number of processes may keep it. */
export function timetable(world: World): Job[] {
  const { refreshCheckEveryMs } = world.config;
  return [
    {
      name: "refresh due tokens",
      cron: "* * * * *",
      everyMs: refreshCheckEveryMs,
      budgetMs: refreshCheckEveryMs,
      run: (signal) => refreshDueTokens(world, signal),
    },
    {
      name: "sync due accounts",
      cron: "* * * * *",
      budgetMs: 10 * MINUTE_MS,
      run: (signal) => syncDueAccounts(world, signal),
    },
    { name: "prune posts", cron: "* * * * *", everyMs: HOUR_MS, budgetMs: MINUTE_MS, run: () => pruneMedia(world) },
    {
      name: "prune handshakes",
      cron: "* * * * *",
      everyMs: HOUR_MS,
      budgetMs: MINUTE_MS,
      run: () => pruneStates(world),
    },
  ];
}
