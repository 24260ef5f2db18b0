import { expect, test } from "vitest";
import { withTimeout } from "../../server/lib/concurrency.js";

const LATE = { ms: 1, late: () => new Error("late") };

test("work that never ends is given up", async () => {
  await expect(withTimeout(new Promise(() => undefined), LATE)).rejects.toThrow("late");
});

test("work that is done in time answers or fails as it does, and leaves no timer behind", async () => {
  const inTime = { ...LATE, ms: 3_600_000 };
  const timers = () => process.getActiveResourcesInfo().filter((kind) => kind === "Timeout").length;
  const before = timers();
  await expect(withTimeout(Promise.resolve(7), inTime)).resolves.toBe(7);
  await expect(withTimeout(Promise.reject(new Error("broken")), inTime)).rejects.toThrow("broken");
  expect(timers()).toBe(before);
});
