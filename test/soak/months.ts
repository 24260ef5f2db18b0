import { liveMonths } from "../simulation/live-months.js";
import type { SoakResult } from "./run.js";

/** Months of many accounts at a short `SYNC_EVERY`; tells each tenth day on stderr. */
export async function soakMonths(databaseUrl: string, options: Record<string, string>): Promise<SoakResult> {
  const { faults, examples, accountDays, calls, illnesses, systemAlerts, ...rest } = await liveMonths(databaseUrl, {
    seed: options.seed ?? "",
    accounts: Number(options.accounts),
    days: Number(options.days),
    syncEveryH: Number(options["sync-every"]),
    checkEveryH: Number(options["check-every"]),
    kills: Number(options.kills),
    onDay: (day) =>
      day % 10 === 0 && process.stderr.write(`day ${day} after ${Math.round(performance.now() / 1000)} s\n`),
  });
  for (const example of examples) process.stderr.write(`${example}\n`);
  const line = { ...rest, illnesses: illnesses.length, systemAlerts: systemAlerts.length, ...faults, calls };
  return { line, isGood: Object.values(faults).every((count) => count === 0) };
}
