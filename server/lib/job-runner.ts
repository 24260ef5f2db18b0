import cron from "node-cron";
import type { Logger } from "pino";
import type { Clock } from "./clock.js";
import type { OutageLog } from "./outage.js";

export interface Job {
  name: string;
  cron: string;
  /** Due this long after its last start, by the app's clock, or when the clock was turned back. Left out: at each check. */
  everyMs?: number;
  budgetMs: number;
  run(signal: AbortSignal): Promise<unknown>;
}

export interface JobRun {
  job: string;
  startedAt: Date;
  ms: number;
  isFailed: boolean;
}

export interface JobSetting {
  clock: Clock;
  log: Logger;
  outage?: OutageLog;
  /** Called after each run; must not throw. */
  onRun?(run: JobRun): Promise<void>;
}

export interface JobRunner {
  stop(): Promise<void>;
}

/** Runs each job at once and then by the schedule. A job never overlaps itself; a failed job affects no other. */
export function startJobs(jobs: readonly Job[], setting: JobSetting): JobRunner {
  const { clock } = setting;
  const running = new Map<AbortController, Promise<void>>();
  let isDraining = false;
  const tasks = jobs.map((job) => {
    let isRunning = false;
    let startedAt: Date | null = null;
    const look = () => {
      const now = clock.now();
      const isDue = startedAt === null || !job.everyMs || Math.abs(now.getTime() - startedAt.getTime()) >= job.everyMs;
      if (isRunning || !isDue || isDraining) return;
      isRunning = true;
      startedAt = now;
      const stop = new AbortController();
      const run = runOnce(job, stop, setting).finally(() => {
        isRunning = false;
        running.delete(stop);
      });
      running.set(stop, run);
    };
    look();
    // The next execution covers a missed one; node-cron would print a line per job outside the log.
    return cron.schedule(job.cron, look, { name: job.name, suppressMissedWarning: true });
  });
  return {
    async stop() {
      for (const task of tasks) await task.destroy();
      isDraining = true;
      for (const stop of running.keys()) stop.abort();
      await Promise.all(running.values());
    },
  };
}

/** A longer Node timer fires at once. */
const TIMER_MAX_MS = 2 ** 31 - 1;

async function runOnce(job: Job, stop: AbortController, { clock, log, outage, onRun }: JobSetting): Promise<void> {
  const budget = setTimeout(() => stop.abort(), Math.min(job.budgetMs, TIMER_MAX_MS));
  const startedAt = clock.now();
  const began = performance.now();
  let isFailed = false;
  try {
    const result = await job.run(stop.signal);
    log.debug({ job: job.name, ms: Math.round(performance.now() - began), result }, "job done");
  } catch (error) {
    isFailed = true;
    if (!outage?.explains(error)) log.error({ job: job.name, err: error }, "job failed");
  } finally {
    clearTimeout(budget);
  }
  await onRun?.({ job: job.name, startedAt, ms: performance.now() - began, isFailed });
}
