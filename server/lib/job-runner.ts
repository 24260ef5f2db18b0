import cron from "node-cron";
import type { Logger } from "pino";
import type { Clock } from "./clock.js";
import type { OutageLog } from "./outage.js";

/** One line of the schedule. */
export interface Job {
  name: string;
  /** When to look whether it is due: a cron expression. */
  cron: string;
  /** Due this long after it last began, by the app's clock, or when that was turned back; left out: at each look. */
  everyMs?: number;
  /** After which its signal asks it to stop; what is left is taken up the next time. */
  budgetMs: number;
  /** One step; can be run without the schedule. */
  run(signal: AbortSignal): Promise<unknown>;
}

/** How one run of a job went. */
export interface JobRun {
  job: string;
  startedAt: Date;
  ms: number;
  isFailed: boolean;
}

/** What jobs run by. */
export interface JobSetting {
  clock: Clock;
  log: Logger;
  /** Tells of failures that are the database's. */
  outage?: OutageLog;
  /** Told of each run, after it; must not throw. */
  onRun?(run: JobRun): Promise<void>;
}

export interface JobRunner {
  /** Asks running jobs to stop after the step in hand and waits for them. */
  stop(): Promise<void>;
}

/** Runs each job at once and then by the schedule; a job never overlaps itself, and its failure ends nothing else. */
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
    // A missed execution is made up by the next one; node-cron would print it past the log, a line for each job.
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

/** A timer of Node's that is set for longer fires at once. */
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
