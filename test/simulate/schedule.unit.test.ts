import { expect, test } from "vitest";
import { peaksOf, simulateSchedule } from "./schedule.js";

test("imports, failures and an outage make no hour of syncs or refreshes more than twice as full as the mean", () => {
  const peaks = peaksOf(simulateSchedule(60_000, 60));
  expect(peaks.map(({ work }) => work)).toEqual(["syncs", "full syncs", "refreshes"]);
  // So few accounts have hours that are fuller by chance.
  for (const { work, mean, ratio } of peaks) expect(ratio, work).toBeLessThan(2 + 4 / Math.sqrt(mean));
  const [syncs] = peaks;
  expect(syncs?.mean).toBeGreaterThan(60_000 / 3);
  expect(syncs?.ratio).toBeGreaterThan(1.4);
});
