import { expect, test } from "vitest";
import { CASES } from "./cases.js";
import { cpuTimeMs, parsePsLine, parseStat } from "./cpu-time.js";
import { GATES } from "./gates.js";
import type { Measured } from "./load.js";
import { pairedRatios, rotated } from "./paired-ratios.js";
import { RIVALS, resultTables } from "./results-table.js";
import { assertSame, assertSameItems } from "./same-answers.js";

function round(requestsPerS: number, cpuUsPerRequest: number): Measured {
  return { requestsPerS, cpuUsPerRequest, p50Ms: 5, p99Ms: 20 };
}

test("a ratio is the median of the rounds' ratios, not the ratio of medians", () => {
  // The machine was ten times slower in the second round.
  const ours = [round(1_000, 100), round(150, 1_000), round(1_200, 80)];
  const theirs = [round(500, 300), round(50, 2_000), round(1_000, 200)];
  const ratios = pairedRatios(ours, theirs);
  expect(ratios.rps).toBeCloseTo(2);
  expect(ratios.cpu).toBeCloseTo(2.5);
  expect(() => pairedRatios(ours, theirs.slice(1))).toThrow("3 rounds cannot be paired with 2");
});

test("the table shows ratios beside their goals, and rounds none of them up", () => {
  const ours = [round(646, 100)];
  const others = { L0: [round(50_000, 10)], L1: [round(1_000, 29)], PostGraphile: [round(600, 150)] };
  const lines = resultTables([{ row: "hot", ours, others }]).split("\n");
  expect(lines).toContain("| hot | 646 | 100 | 5 | 20 |");
  expect(lines).toContain("| hot | 0.012 | 0.64 (≥ 0.65: not met) | – | – | 1.07 (≥ 1.05: met) |");
  expect(lines).toContain("| hot | 0.10 | 0.29 | – | – | 1.50 (≥ 1.50: met) |");
});

test("each goal is about a case and a contender that exist", () => {
  const rows = CASES.flatMap(({ name }) => [name, `${name}, cached`, `${name}, 304`]);
  expect(GATES.filter(({ row }) => !rows.includes(row))).toEqual([]);
  expect(GATES.filter(({ against }) => !RIVALS.some((rival) => rival === against))).toEqual([]);
});

test("each contender is first and last in turn", () => {
  expect([0, 1, 2, 3].map((by) => rotated(["a", "b", "c"], by).join(""))).toEqual(["abc", "bca", "cab", "abc"]);
});

test("processor time is read as the kernel and `ps` write it", () => {
  const stat = "4711 (a (b) c) S 42 4711 4711 0 -1 4194560 9 8 0 0 150 50 7 7 20 0 1 0 100 0 0";
  expect(parseStat(stat)).toEqual({ pid: 4711, parent: 42, name: "a (b) c", cpuMs: 2_000 });
  expect(parsePsLine(" 17  1   1:02.50 /usr/bin/node")).toEqual({ pid: 17, parent: 1, name: "node", cpuMs: 62_500 });
  expect(parsePsLine("17 1 1-00:00:01 node").cpuMs).toBe(86_401_000);
  expect(cpuTimeMs(process.pid)).toBeGreaterThan(0);
});

test("answers are the same whatever the order of keys, and another post is noticed", () => {
  const ours = '{"data":{"a":[{"id":"1","mediaUrl":"/files/1"}],"pageInfo":{"endCursor":"x"}}}';
  assertSame(ours, '{"data":{"pageInfo":{"endCursor":"y"},"a":[{"mediaUrl":"/files/1","id":"1"}]}}', "L1");
  assertSameItems(ours, '{"data":{"all":{"nodes":[{"mediaUrl":"/files/1"}]}}}', "PostGraphile");
  expect(() => assertSame(ours, ours.replace('"1"', '"2"'), "L1")).toThrow("L1 gives another answer");
  expect(() => assertSameItems(ours, '{"data":{"all":{"nodes":[{"mediaUrl":"/files/2"}]}}}', "P")).toThrow("P gives 1");
  expect(() => assertSameItems('{"data":null}', '{"data":null}', "P")).toThrow("P gives 0");
});
