import { parse } from "graphql";
import { expect, test } from "vitest";
import { BoundedStore } from "../../server/graphql/bounded-store.js";
import { documentBytes } from "../../server/graphql/executor/remembered-fields.js";

test("what was used longest ago goes first, what is too heavy never comes, and the bytes are counted", async () => {
  const store = new BoundedStore<string>({ bytesMax: 1_000, weigh: (text) => text.length });
  for (let n = 0; n < 9; n++) {
    await store.set(`k${n}`, "x".repeat(200));
    await store.get("k0");
    expect(store.bytes).toBeLessThanOrEqual(1_000);
  }
  expect(await store.get("k0")).toBeDefined();
  expect(await store.get("k1")).toBeUndefined();
  await store.set("heavy", "x".repeat(300));
  expect(await store.get("heavy")).toBeUndefined();
  await store.set("k0", "short");
  for (const key of ["k0", "k6", "k7", "k8", "none"]) await store.delete(key);
  expect(store.bytes).toBe(0);
});

test("a document weighs by its tokens: spaces are nearly nothing", () => {
  const fields = Array.from({ length: 45 }, (_, n) => `d${n}:media(first:1,hashtag:["x"]){id caption children{id}}`);
  const dense = `{account{${fields.join(" ")}}}`;
  const spaced = dense.replaceAll("{", "{\n            ");
  // Measured on Node 20: 78 bytes a character.
  expect(documentBytes(parse(dense)) / dense.length).toBeGreaterThan(70);
  expect(documentBytes(parse(spaced))).toBeLessThan(documentBytes(parse(dense)) + spaced.length);
});
