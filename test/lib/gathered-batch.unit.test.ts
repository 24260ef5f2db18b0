import { expect, test } from "vitest";
import { createGatheredBatch } from "../../server/lib/gathered-batch.js";

const ticks = () => new Promise((resolve) => setImmediate(resolve));

test("a lone item goes at once; what comes meanwhile goes together, so many at most", async () => {
  const batches: number[][] = [];
  const double = createGatheredBatch(
    async (items: readonly number[]) => {
      batches.push([...items]);
      await ticks();
      return items.map((item) => 2 * item);
    },
    { itemsMax: 3 },
  );
  expect(await Promise.all([1, 2, 3, 4, 5].map(double))).toEqual([2, 4, 6, 8, 10]);
  expect(batches).toEqual([[1], [2, 3, 4], [5]]);
  expect(await double(6)).toBe(12);
});

test("an item that fails fails alone", async () => {
  const batches: number[] = [];
  const odd = createGatheredBatch(
    async (items: readonly number[]) => {
      batches.push(items.length);
      await ticks();
      if (items.includes(3)) throw new Error("three");
      return items;
    },
    { itemsMax: 100 },
  );
  const settled = await Promise.allSettled([1, 2, 3, 4].map(odd));
  expect(settled.map(({ status }) => status)).toEqual(["fulfilled", "fulfilled", "rejected", "fulfilled"]);
  expect(batches).toEqual([1, 3, 1, 1, 1]);
});
