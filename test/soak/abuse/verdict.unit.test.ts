import { expect, test } from "vitest";
import type { Sample } from "./sample.js";
import { type Evidence, judge } from "./verdict.js";

const SAMPLE: Sample = { readyz: 200, serverMb: 300, heapMb: 150, postgresMb: 200, connections: 17 };

/** A minute in which nothing was missed; `growing` says what each sample holds instead. */
function evidence(growing: (place: number) => Partial<Sample> = () => ({})): Evidence {
  return {
    minutes: 1,
    readings: { ms: Array.from({ length: 200 }, () => 20), failed: {}, lagP99Ms: 1 },
    samples: Array.from({ length: 30 }, (_, place) => ({ ...SAMPLE, ...growing(place) })),
    kept: { from: 200, to: 210 },
    answers: { "one attack": { 200: 5, 400: 5 } },
    log: { bytes: 1_000, errors: 0, examples: [] },
    processors: {},
  };
}

test("a good minute misses nothing", () => {
  expect(judge(evidence())).toMatchObject({ isGood: true, line: { missed: [], attacks: 10, p99Ms: 20 } });
});

test("Postgres' memory may grow while caches fill, and move a little; growth from one third to the next is missed", () => {
  const missedBy = (mb: (place: number) => number) =>
    judge(evidence((place) => ({ postgresMb: mb(place) }))).line.missed;
  expect(missedBy((place) => 200 + 20 * Math.min(place, 10))).toEqual([]);
  expect(missedBy((place) => 300 + (place % 3) * 40)).toEqual([]);
  expect(missedBy((place) => (place < 20 ? 300 : 345))).toEqual([]);
  expect(missedBy((place) => 300 + 10 * place)).toEqual(["postgresMb"]);
});

test("garbage of the server may come and go, up to a limit", () => {
  const missedBy = (mb: (place: number) => number) => judge(evidence((place) => ({ serverMb: mb(place) }))).line.missed;
  expect(missedBy((place) => 300 + 20 * place)).toEqual([]);
  expect(missedBy((place) => (place === 7 ? 1_024 : 300))).toEqual(["serverMaxMb"]);
});

test.each<[string, Partial<Evidence>]>([
  [
    "p99Ms",
    { readings: { ms: Array.from({ length: 100 }, (_, n) => (n < 98 ? 20 : 1_000)), failed: {}, lagP99Ms: 1 } },
  ],
  ["keptMb", { kept: { from: 200, to: 233 } }],
  ["readsFailed", { readings: { ms: Array.from({ length: 100 }, () => 20), failed: { 503: 1 }, lagP99Ms: 1 } }],
  ["reads", { readings: { ms: [20, 20], failed: {}, lagP99Ms: 1 } }],
  ["serverErrors", { answers: { "one attack": { 500: 1 } } }],
  ["logErrors", { log: { bytes: 1_000, errors: 1, examples: [] } }],
  ["logBytes", { log: { bytes: 1_000_001, errors: 0, examples: [] } }],
])("a minute that misses %s is not good", (goal, worse) => {
  expect(judge({ ...evidence(), ...worse })).toMatchObject({ isGood: false, line: { missed: [goal] } });
});

test("one moment that is not ready is not good", () => {
  const result = judge(evidence((place) => (place === 7 ? { readyz: 503 } : {})));
  expect(result).toMatchObject({ isGood: false, line: { missed: ["notReady"], notReady: 1 } });
});
