import { HOUR_MS } from "../../server/lib/clock.js";
import { openMonths } from "./months-app.js";
import { type Done, live } from "./pace.js";
import { createReferee } from "./referee.js";
import { dealIllnesses, planStory, type StoryPlan } from "./story.js";
import type { Verdict } from "./verdict.js";

export interface MonthsReport extends Verdict, Done {
  seed: string;
  accounts: number;
  days: number;
  ms: number;
  callsPerAccountDay: number;
}

/** The settings `SYNC_EVERY` and `REFRESH_CHECK_EVERY`, in hours. */
export interface Tempo {
  syncEveryH: number;
  checkEveryH: number;
}

/** Lives the months of a plan through on a migrated database of its own. */
export async function liveMonths(
  databaseUrl: string,
  plan: Omit<StoryPlan, "hasWave"> & Tempo & { onDay?: (day: number) => void },
): Promise<MonthsReport> {
  const startedMs = performance.now();
  const { seed, accounts, days, onDay } = plan;
  const settings = { SYNC_EVERY: `${plan.syncEveryH}h`, REFRESH_CHECK_EVERY: `${plan.checkEveryH}h` };
  const months = await openMonths(databaseUrl, settings);
  try {
    const times = { syncEveryMs: plan.syncEveryH * HOUR_MS, checkEveryMs: plan.checkEveryH * HOUR_MS };
    const referee = createReferee(months, times);
    const done = await live({
      months,
      referee,
      story: planStory({ ...plan, hasWave: accounts / plan.syncEveryH >= 40 }),
      nextIllness: dealIllnesses(seed),
      days,
      ...(onDay ? { onDay } : {}),
    });
    const verdict = referee.verdict();
    const callsPerAccountDay = Number((verdict.calls / verdict.accountDays).toFixed(2));
    return {
      seed,
      accounts,
      days,
      ...done,
      ...verdict,
      callsPerAccountDay,
      ms: Math.round(performance.now() - startedMs),
    };
  } finally {
    await months.close();
  }
}
