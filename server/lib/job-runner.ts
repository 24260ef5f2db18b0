import cron from "node-cron";
import type { Logger } from "pino";
import type { Clock } from "./clock.js";

/** One line of the timetable. */
export interface Job {
  name: string;
  /** When to look whether it is due: a cron expression. */
  cron: string;
  /** Due this long after it last began, by the world's clock; left out: at each look. */
  everyMs?: number;
  /** After which its signal asks it to stop; what is left is taken up the next time. */
  budgetMs: number;
  /** One step; can be run without the timetable. */
  run(signal: AbortSignal): Promise<unknown>;
}

export interface JobRunner {
  /** Asks running jobs to stop after the step in hand and waits for them. */
  stop(): Promise<void>;
}

/** Runs each job at once and then by the timetable; a job never overlaps itself, and its failure ends nothing else. */
export function startJobs(jobs: readonly Job[], { clock, log }: { clock: Clock; log: Logger }): JobRunner {
  const draining = new AbortController();
  const running = new Set<Promise<void>>();
  const tasks = jobs.map((job) => {
    let isRunning = false;
    let beganAt: Date | null = null;
    const look = () => {
      const now = clock.now();
      const isDue = beganAt === null || !job.everyMs || now.getTime() - beganAt.getTime() >= job.everyMs;
      if (isRunning || !isDue || draining.signal.aborted) return;
      isRunning = true;
      beganAt = now;
      const run = runOnce(job, draining.signal, log).finally(() => {
        isRunning = false;
        running.delete(run);
      });
      running.add(run);
    };
    look();
    return cron.schedule(job.cron, look, { name: job.name });
  });
  return {
    async stop() {
      for (const task of tasks) await task.destroy();
      draining.abort();
      await Promise.all(running);
    },
  };
}

async function runOnce(job: Job, draining: AbortSignal, log: Logger): Promise<void> {
  const stop = new AbortController();
  const end = () => stop.abort();
  const budget = setTimeout(end, job.budgetMs);
  draining.addEventListener("abort", end, { once: true });
  const began = performance.now();
  try {
    const result = await job.run(stop.signal);
    log.debug({ job: job.name, ms: Math.round(performance.now() - began), result }, "job done");
  } catch (error) {
    log.error({ job: job.name, err: error }, "job failed");
  } finally {
    clearTimeout(budget);
    draining.removeEventListener("abort", end);
  }
}
