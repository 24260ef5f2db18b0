import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { createSemaphore, createSingleFlight, QueueFullError } from "../../server/lib/concurrency.js";

test("no more tasks run at once than the gate is wide, and all in the order they came", async () => {
  const gate = createSemaphore(2, 100);
  const begun: number[] = [];
  let running = 0;
  let mostRunning = 0;
  const tasks = Array.from({ length: 9 }, (_, number) =>
    gate.pass(async () => {
      begun.push(number);
      mostRunning = Math.max(mostRunning, ++running);
      await sleep(2);
      running--;
      if (number === 3) throw new Error("three");
    }),
  );
  const outcomes = await Promise.allSettled(tasks);
  expect(mostRunning).toBe(2);
  expect(begun).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
  expect(outcomes.filter(({ status }) => status === "rejected")).toHaveLength(1);
});

test("who would wait behind too many others is refused, and the place is free again later", async () => {
  const gate = createSemaphore(1, 1);
  const [first, second] = [gate.pass(() => sleep(5)), gate.pass(() => sleep(5))];
  await expect(gate.pass(async () => 1)).rejects.toThrow(QueueFullError);
  await Promise.all([first, second]);
  expect(await gate.pass(async () => 1)).toBe(1);
});

test("what is being made is made once, and made again after a failure", async () => {
  const once = createSingleFlight();
  let made = 0;
  const make = async () => {
    made++;
    await sleep(2);
    if (made === 1) throw new Error("first");
    return made;
  };
  const failed = await Promise.allSettled([once("a", make), once("a", make)]);
  expect(failed.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  expect(await Promise.all([once("a", make), once("a", make), once("b", make)])).toEqual([3, 3, 3]);
  expect(made).toBe(3);
});
