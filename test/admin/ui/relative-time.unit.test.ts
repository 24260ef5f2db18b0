import { expect, test } from "vitest";

import { relativeTime } from "../../../admin/ui/relative-time.js";
import { english } from "../english.js";

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const distances = new Intl.RelativeTimeFormat("en");
const format = { relative: distances.format.bind(distances) };

test.each([
  [7 * DAY - 2 * SECOND, "in 7 days"],
  [6 * DAY + 11 * HOUR, "in 6 days"],
  [2 * DAY - MINUTE, "in 2 days"],
  [HOUR - SECOND, "in 1 hour"],
  [42 * MINUTE, "in 42 minutes"],
  [20 * SECOND, "in a moment"],
  [-20 * SECOND, "just now"],
  [-(HOUR - SECOND), "59 minutes ago"],
  [-(3 * DAY - SECOND), "2 days ago"],
])("%i ms from now is %s", (ms, text) => {
  expect(relativeTime(ms, { format, translate: english })).toBe(text);
});
