import { setTimeout as sleep } from "node:timers/promises";
import pino from "pino";
import { afterEach, expect, test } from "vitest";
import { DAY_MS, HOUR_MS, MINUTE_MS, turnableClock } from "../../server/lib/clock.js";
import { type Job, type JobRunner, startJobs } from "../../server/lib/job-runner.js";

const EVERY_SECOND = "* * * * * *";
const SOON = { timeout: 20_000 };

let runner: JobRunner | null = null;
afterEach(async () => {
  await runner?.stop();
  runner = null;
});

function start(job: Partial<Job> & Pick<Job, "run">, more: Job[] = []) {
  const clock = turnableClock();
  const lines: Record<string, unknown>[] = [];
  const log = pino({ base: null }, { write: (line: string) => void lines.push(JSON.parse(line)) });
  runner = startJobs([{ name: "job", cron: EVERY_SECOND, budgetMs: MINUTE_MS, ...job }, ...more], { clock, log });
  return { clock, lines };
}

test("a job runs at the start, without waiting for its time", async () => {
  let runs = 0;
  start({ cron: "0 0 1 1 *", run: async () => runs++ });
  expect(runs).toBe(1);
});

test("a job never overlaps itself, however long it takes", async () => {
  let [active, most, runs] = [0, 0, 0];
  start({
    run: async () => {
      runs++;
      most = Math.max(most, ++active);
      await sleep(1_400);
      active--;
    },
  });
  await expect.poll(() => runs, SOON).toBe(3);
  expect(most).toBe(1);
});

test("a job that fails is logged, runs again, and holds up no other", async () => {
  let [failures, others] = [0, 0];
  const other: Job = { name: "other", cron: EVERY_SECOND, budgetMs: MINUTE_MS, run: async () => others++ };
  const run = async () => {
    failures++;
    throw new Error("no oven");
  };
  const { lines } = start({ run }, [other]);
  await expect.poll(() => Math.min(failures, others), SOON).toBe(2);
  expect(lines[0]).toMatchObject({ level: 50, job: "job", msg: "job failed", err: { message: "no oven" } });
});

test("a budget longer than Node's timers can wait is not spent at once", async () => {
  let isSpent: boolean | null = null;
  start({
    budgetMs: 30 * DAY_MS,
    run: async (signal) => {
      await sleep(50);
      isSpent = signal.aborted;
    },
  });
  await expect.poll(() => isSpent, SOON).toBe(false);
});

test("the signal fires when the budget is spent, and not before", async () => {
  const seen: boolean[] = [];
  start({
    cron: "0 0 1 1 *",
    budgetMs: 60,
    run: async (signal) => {
      seen.push(signal.aborted);
      await new Promise((resolve) => signal.addEventListener("abort", resolve, { once: true }));
      seen.push(signal.aborted);
    },
  });
  await expect.poll(() => seen, SOON).toEqual([false, true]);
});

test("how often a job is due follows the app's clock, also when that is turned back", async () => {
  let [runs, looks] = [0, 0];
  const look: Job = { name: "look", cron: EVERY_SECOND, budgetMs: MINUTE_MS, run: async () => looks++ };
  const { clock } = start({ everyMs: HOUR_MS, run: async () => runs++ }, [look]);
  const nextLooks = async () => {
    const before = looks;
    await expect.poll(() => looks, SOON).toBeGreaterThanOrEqual(before + 2);
  };
  await nextLooks();
  expect(runs).toBe(1);
  clock.advance(HOUR_MS);
  await nextLooks();
  expect(runs).toBe(2);
  clock.advance(-30 * 24 * HOUR_MS);
  await nextLooks();
  expect(runs).toBe(3);
});

test("stopping signals what runs, waits for it, and starts nothing more", async () => {
  let [runs, ended] = [0, 0];
  start({
    run: async (signal) => {
      runs++;
      await new Promise((resolve) => signal.addEventListener("abort", resolve, { once: true }));
      await sleep(20);
      ended++;
    },
  });
  await runner?.stop();
  expect([runs, ended]).toEqual([1, 1]);
  await sleep(1_200);
  expect(runs).toBe(1);
});

test("many jobs at once leave no listeners behind, and all are asked to stop", async () => {
  const warnings: Error[] = [];
  const hear = (warning: Error) => void warnings.push(warning);
  process.on("warning", hear);
  let stoppedCount = 0;
  const run = (signal: AbortSignal) =>
    new Promise<void>((resolve) => {
      signal.addEventListener("abort", () => resolve(void stoppedCount++), { once: true });
    });
  const jobs = Array.from({ length: 29 }, (_, n) => ({
    name: `job ${n}`,
    cron: EVERY_SECOND,
    budgetMs: MINUTE_MS,
    run,
  }));
  start({ run }, jobs);
  await runner?.stop();
  process.off("warning", hear);
  expect(stoppedCount).toBe(30);
  expect(warnings).toEqual([]);
});
