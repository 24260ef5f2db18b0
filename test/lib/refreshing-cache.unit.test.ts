import { setImmediate as soon } from "node:timers/promises";
import { expect, test } from "vitest";
import { createRefreshingCache } from "../../server/lib/refreshing-cache.js";

/** A cache of 100 ms on a clock of its own, over loads that the test answers. */
function makeCache() {
  let nowMs = 0;
  const loads: { key: string; old: string | null; answer(value: string | null): void; fail(): void }[] = [];
  const load = (key: string, old: string | null) =>
    new Promise<string | null>((resolve, reject) => {
      loads.push({ key, old, answer: resolve, fail: () => reject(new Error("no database")) });
    });
  const cache = createRefreshingCache(load, { lifeMs: 100, valuesMax: 2, absentMax: 2, nowMs: () => nowMs });
  const first = async (key: string, value: string | null) => {
    const got = cache.get(key);
    loads.at(-1)?.answer(value);
    return await got;
  };
  return { cache, loads, first, at: (ms: number) => (nowMs = ms) };
}

test("a value in use is loaded again before it runs out, once, and nobody waits for that", async () => {
  const { cache, loads, first, at } = makeCache();
  expect(await first("a", "one")).toBe("one");
  at(49);
  expect(await cache.get("a")).toBe("one");
  expect(loads).toHaveLength(1);
  at(50);
  expect(await Promise.all([cache.get("a"), cache.get("a")])).toEqual(["one", "one"]);
  await soon();
  expect(loads.map(({ key, old }) => [key, old])).toEqual([
    ["a", null],
    ["a", "one"],
  ]);
  at(99);
  expect(await cache.get("a")).toBe("one");
  loads[1]?.answer("two");
  await soon();
  // Its life began when the second load did.
  at(149);
  expect(await cache.get("a")).toBe("two");
});

test("a value is never older than its life, also when it cannot be loaded again", async () => {
  const { cache, loads, first, at } = makeCache();
  await first("a", "one");
  at(60);
  await cache.get("a");
  await soon();
  loads[1]?.fail();
  await soon();
  at(99);
  expect(await cache.get("a")).toBe("one");
  at(100);
  const late = cache.get("a");
  loads[2]?.fail();
  await expect(late).rejects.toThrow("no database");
  expect(await first("a", "three")).toBe("three");
});

test("what is gone at the second load is gone at once, and a key without a value is remembered as such", async () => {
  const { cache, loads, first, at } = makeCache();
  await first("a", "one");
  at(60);
  await cache.get("a");
  await soon();
  loads[1]?.answer(null);
  await soon();
  expect(await cache.get("a")).toBe(null);
  expect(loads).toHaveLength(2);
  at(160);
  expect(await first("a", "back")).toBe("back");
});

test("what was forgotten does not come back with a load that began before", async () => {
  const { cache, loads, first, at } = makeCache();
  await first("a", "old");
  at(60);
  await cache.get("a");
  await soon();
  cache.clear();
  loads[1]?.answer("old");
  await soon();
  expect(await first("a", "new")).toBe("new");
  expect(loads).toHaveLength(3);
});

test("guesses push out guesses, and the oldest values make room", async () => {
  const { cache, loads, first } = makeCache();
  await first("a", "one");
  for (const guess of ["x", "y", "z"]) await first(guess, null);
  expect(await cache.get("a")).toBe("one");
  expect(loads).toHaveLength(4);
  await first("b", "two");
  await first("c", "three");
  expect(await first("a", "again")).toBe("again");
  expect(loads).toHaveLength(7);
});
