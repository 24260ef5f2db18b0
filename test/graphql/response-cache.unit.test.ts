import fc from "fast-check";
import { expect, test, vi } from "vitest";
import { EVERYTHING } from "../../server/db/content-changes.js";
import { type GraphqlResponse, isCached, ResponseCache } from "../../server/graphql/response-cache.js";

const BYTES_MAX = 1_000_000;
const newCache = (isHearing = true) => new ResponseCache({ bytesMax: BYTES_MAX, isHearing: () => isHearing });

const answer = (payload: string, sources: GraphqlResponse["sources"] = ["bakery"]): GraphqlResponse => ({
  status: 200,
  headers: [],
  payload,
  operation: "anonymous",
  sources,
});

test("what is stored never weighs more than its limit, whoever asks whatever", async () => {
  const asked = fc.array(fc.tuple(fc.nat({ max: 50 }), fc.constantFrom("a", "b", "c"), fc.nat({ max: 90_000 })), {
    minLength: 50,
    maxLength: 100,
  });
  await fc.assert(
    fc.asyncProperty(asked, async (list) => {
      const cache = newCache();
      for (const [key, viewer, length] of list) {
        await cache.read(`${viewer}${key}`, viewer, async () => answer("x".repeat(length), [`account${key}`]));
        expect(cache.bytes).toBeLessThanOrEqual(BYTES_MAX);
      }
      cache.drop(EVERYTHING);
      expect(cache.bytes).toBe(0);
    }),
    { numRuns: 20 },
  );
});

test("a viewer with many questions leaves room for others", async () => {
  const cache = newCache();
  for (let n = 0; n < 100; n++) await cache.read(`greedy${n}`, "greedy", async () => answer("x".repeat(10_000)));
  expect(cache.bytes).toBeLessThanOrEqual(BYTES_MAX / 2);
  await cache.read("modest", "modest", async () => answer("y"));
  expect(cache.get("modest")?.payload).toBe("y");
  expect(cache.get("greedy0")?.payload).toHaveLength(10_000);
});

test.each([
  ["its account", ["bakery"], undefined],
  ["everything", EVERYTHING, undefined],
  ["another account", ["florist"], "old"],
] as const)("an answer that is read while %s changes: what is stored then", async (_, changed, stored) => {
  const cache = newCache();
  await cache.read("key", "viewer", async () => {
    cache.drop(changed);
    return answer("old");
  });
  expect(cache.get("key")?.payload).toBe(stored);
});

test("an answer that came from everything ends with any change", async () => {
  const cache = newCache();
  await cache.read("key", "viewer", async () => answer("list", EVERYTHING));
  cache.drop(["somebody"]);
  expect(cache.get("key")).toBeUndefined();
});

test("who asks during a reading shares it, and reads anew if something changed since it began", async () => {
  for (const isChanged of [false, true]) {
    const cache = newCache();
    let resolve: (answer: GraphqlResponse) => void = () => undefined;
    const promise = new Promise<GraphqlResponse>((done) => {
      resolve = done;
    });
    const read = vi.fn(async () => answer("new"));
    const first = cache.read("key", "viewer", () => promise);
    const second = cache.read("key", "viewer", read);
    if (isChanged) cache.drop(["bakery"]);
    resolve(answer("old"));
    expect((await first).payload).toBe("old");
    expect((await second).payload).toBe(isChanged ? "new" : "old");
    expect(read).toHaveBeenCalledTimes(isChanged ? 1 : 0);
  }
});

test("a reading that fails fails alone", async () => {
  const cache = newCache();
  const first = cache.read("key", "viewer", () => Promise.reject(new Error("cut off")));
  const second = cache.read("key", "viewer", async () => answer("fine"));
  await expect(first).rejects.toThrow("cut off");
  expect((await second).payload).toBe("fine");
});

test("what cannot be stored is read by each for itself, at once", async () => {
  const cache = newCache();
  const read = (payload: string) => cache.read("key", "viewer", async () => answer(payload, null));
  expect(isCached(await read("first"))).toBe(false);
  const answers = await Promise.all(["second", "third"].map(read));
  expect(answers.map(({ payload }) => payload)).toEqual(["second", "third"]);
});

test("while other processes are not heard, an answer lives for a second", async () => {
  vi.useFakeTimers({ toFake: ["performance"] });
  try {
    const cache = newCache(false);
    await cache.read("key", "viewer", async () => answer("old"));
    vi.advanceTimersByTime(900);
    expect(cache.get("key")?.payload).toBe("old");
    vi.advanceTimersByTime(200);
    expect(cache.get("key")).toBeUndefined();
  } finally {
    vi.useRealTimers();
  }
});
