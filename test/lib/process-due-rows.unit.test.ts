import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { type DueRows, processDueRows } from "../../server/lib/process-due-rows.js";

interface Round extends DueRows<number> {
  done: number[];
  released: number[];
  claims: number[];
  /** The most that were under way at once. */
  most: number;
}

/** Rows 1 to `count`; `ms` is how long one takes. */
function round(count: number, { width = 4, ms = 5 }: { width?: number; ms?: number | ((row: number) => number) } = {}) {
  const rows = Array.from({ length: count }, (_, n) => n + 1);
  let underway = 0;
  const testApp: Round = {
    done: [],
    released: [],
    claims: [],
    most: 0,
    rowsMax: 1_000,
    concurrency: async () => width,
    async claim(limit) {
      const claimed = rows.splice(0, limit);
      testApp.claims.push(claimed.length);
      return claimed;
    },
    async run(row) {
      testApp.most = Math.max(testApp.most, ++underway);
      await sleep(typeof ms === "function" ? ms(row) : ms);
      underway--;
      testApp.done.push(row);
      return true;
    },
    release: async (some) => void testApp.released.push(...some),
  };
  return testApp;
}

const never = new AbortController().signal;
const upTo = (count: number) => Array.from({ length: count }, (_, n) => n + 1);

test("every row is worked on once, some at once, in claims of twice as many", async () => {
  const testApp = round(30);
  await processDueRows(testApp, never);
  expect(testApp.done.sort((a, b) => a - b)).toEqual(upTo(30));
  expect(testApp.most).toBe(4);
  expect(testApp.claims).toEqual([8, 8, 8, 6, 0]);
  expect(testApp.released).toEqual([]);
});

test("a slow row delays no other", async () => {
  const testApp = round(20, { ms: (row) => (row === 1 ? 300 : 1) });
  await processDueRows(testApp, never);
  expect(testApp.done.at(-1)).toBe(1);
});

test("a row that comes due while a slow one is in hand does not wait for it", async () => {
  const testApp = round(1);
  let isLateDone: () => void = () => undefined;
  const late = new Promise<void>((resolve) => {
    isLateDone = resolve;
  });
  const rows = [[1], [], [2], []];
  testApp.claim = async () => rows.shift() ?? [];
  testApp.run = async (row) => {
    if (row === 1) await late;
    else isLateDone();
    testApp.done.push(row);
    return true;
  };
  await processDueRows(testApp, never);
  expect(testApp.done).toEqual([2, 1]);
});

test("the signal ends the look for more", async () => {
  const stop = new AbortController();
  const testApp = round(1);
  const looks: number[] = [];
  testApp.claim = async () => {
    looks.push(looks.length);
    return looks.length === 1 ? [1] : [];
  };
  testApp.run = async () => {
    while (looks.length < 3) await sleep(5);
    stop.abort();
    return true;
  };
  await processDueRows(testApp, stop.signal);
  expect(looks).toHaveLength(3);
});

test("rows that were claimed but not begun when the signal fires are given back, those in hand finished", async () => {
  const stop = new AbortController();
  const testApp = round(20, { ms: 50 });
  const working = processDueRows(testApp, stop.signal);
  await sleep(20);
  stop.abort();
  await working;
  expect(testApp.done).toEqual(upTo(4));
  expect(testApp.released).toEqual([5, 6, 7, 8]);
});

test("nothing is claimed while nothing may be done", async () => {
  const testApp = round(20, { width: 0 });
  await processDueRows(testApp, never);
  expect(testApp.claims).toEqual([]);
});

test("a row that finds nothing can be done ends the round", async () => {
  const testApp = round(20, { width: 1 });
  testApp.run = async (row) => {
    testApp.done.push(row);
    return row < 3;
  };
  await processDueRows(testApp, never);
  expect(testApp.done).toEqual([1, 2, 3]);
  expect(testApp.released).toEqual([4]);
});

test("a claim that fails leaves nothing in hand", async () => {
  const testApp = round(20);
  const claim = testApp.claim;
  testApp.claim = async (limit) => {
    if (testApp.claims.length === 1) throw new Error("the database is away");
    return await claim(limit);
  };
  await expect(processDueRows(testApp, never)).rejects.toThrow("away");
  expect(testApp.done).toHaveLength(8);
});

test("a round has an end", async () => {
  const testApp = { ...round(20), rowsMax: 5 };
  await processDueRows(testApp, never);
  expect(testApp.claims).toEqual([8]);
});
