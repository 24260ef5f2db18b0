import { setTimeout as sleep } from "node:timers/promises";
import pino from "pino";
import { expect, test } from "vitest";
import { createBackground } from "../../server/lib/background-tasks.js";

function withLog() {
  const lines: Record<string, unknown>[] = [];
  const log = pino({ base: null }, { write: (line: string) => void lines.push(JSON.parse(line)) });
  return { lines, background: createBackground(log) };
}

const untilAborted = (signal: AbortSignal) =>
  new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve(), { once: true }));

test("a task goes on after it was started, and its failure is logged once and thrown nowhere", async () => {
  const { lines, background } = withLog();
  background.start("broken", async () => {
    await sleep(5);
    throw new Error("out of flour");
  });
  expect(lines).toEqual([]);
  await expect.poll(() => lines).toHaveLength(1);
  expect(lines[0]).toMatchObject({ task: "broken", msg: "background task failed", err: { message: "out of flour" } });
});

test("draining signals every task and waits for them", async () => {
  const { background } = withLog();
  const ended: string[] = [];
  background.start("started", async (signal) => {
    await untilAborted(signal);
    await sleep(20);
    ended.push("started");
  });
  const waited = background.run(async (signal) => {
    await untilAborted(signal);
    ended.push("waited for");
    return "done";
  });
  await background.drain(1_000);
  expect(ended).toEqual(["waited for", "started"]);
  expect(await waited).toBe("done");
});

test("draining gives up on a task that does not listen", async () => {
  const { background } = withLog();
  let hasEnded = false;
  background.start("deaf", async () => {
    await sleep(10_000, undefined, { ref: false });
    hasEnded = true;
  });
  await background.drain(50);
  expect(hasEnded).toBe(false);
});

test("what fails because it was drained is not logged", async () => {
  const { lines, background } = withLog();
  background.start("cut off", async (signal) => {
    await untilAborted(signal);
    throw new Error("the connection is closed");
  });
  await background.drain(1_000);
  await sleep(5);
  expect(lines).toEqual([]);
});

test("nothing is started once it drains", async () => {
  const { background } = withLog();
  await background.drain(10);
  expect(background.start("late", () => expect.fail("it ran"))).toBe(false);
});

test("a fifth task is left to a job until one of four ends", async () => {
  const { background } = withLog();
  const long = () => sleep(20);
  const begun = Array.from({ length: 5 }, () => background.start("long", long));
  expect(begun).toEqual([true, true, true, true, false]);
  await expect.poll(() => background.start("next", async () => {})).toBe(true);
});

test("a failure of a task that is waited for is its caller's", async () => {
  const { lines, background } = withLog();
  await expect(background.run(() => Promise.reject(new Error("no")))).rejects.toThrow("no");
  await background.drain(100);
  expect(lines).toEqual([]);
});
