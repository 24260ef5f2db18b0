import { randomBytes } from "node:crypto";
import { inspect } from "node:util";
import { expect, test } from "vitest";
import { type KeyRing, parseKeyRing, seal, unseal } from "../../server/lib/seal.js";
import { Secret } from "../../server/lib/secret.js";

const base64 = () => randomBytes(32).toString("base64");
const ring = (...parts: string[]): KeyRing => parseKeyRing(parts) ?? expect.fail("no key ring");

const [k1, k2] = [`k1:${base64()}`, `k2:${base64()}`];
const TOKEN = new Secret("IGAA-a-token-of-an-account");

test("what is sealed opens at its own place and shows nothing before", async () => {
  const sealed = await seal(ring(k1), TOKEN, "token:acc_1");
  expect(sealed).not.toContain("IGAA");
  expect(Buffer.from(sealed.split(".")[3] ?? "", "base64url").toString()).not.toContain("IGAA");
  expect((await unseal(ring(k1), sealed, "token:acc_1")).reveal()).toBe(TOKEN.reveal());
});

test("the same value is sealed differently each time", async () => {
  expect(await seal(ring(k1), TOKEN, "p")).not.toBe(await seal(ring(k1), TOKEN, "p"));
});

test.each(["token:acc_2", "other:acc_1", "", "token:acc_1 "])("moved to %j it does not open", async (place) => {
  const sealed = await seal(ring(k1), TOKEN, "token:acc_1");
  await expect(unseal(ring(k1), sealed, place)).rejects.toThrow("sealed for another place");
});

test("a place that was rewritten in the header does not open", async () => {
  const [header = "", ...rest] = (await seal(ring(k1), TOKEN, "token:acc_1")).split(".");
  const said = JSON.parse(Buffer.from(header, "base64url").toString());
  const forged = Buffer.from(JSON.stringify({ ...said, place: "token:acc_2" })).toString("base64url");
  await expect(unseal(ring(k1), [forged, ...rest].join("."), "token:acc_2")).rejects.toThrow();
});

test("no letter of it can be changed", async () => {
  const sealed = await seal(ring(k1), TOKEN, "p");
  const parts = sealed.split(".");
  for (const at of [2, 3, 4]) {
    const part = parts[at] ?? "";
    const changed = parts.with(at, (part.startsWith("A") ? "B" : "A") + part.slice(1)).join(".");
    await expect(unseal(ring(k1), changed, "p")).rejects.toThrow();
  }
});

test("the first key seals and every key opens", async () => {
  const old = await seal(ring(k1), TOKEN, "p");
  const both = ring(k2, k1);
  expect((await unseal(both, old, "p")).reveal()).toBe(TOKEN.reveal());
  await expect(unseal(ring(k1), await seal(both, TOKEN, "p"), "p")).rejects.toThrow('no key "k2" in SECRET_KEYS');
});

test("another key of the same id does not open", async () => {
  const sealed = await seal(ring(k1), TOKEN, "p");
  await expect(unseal(ring(`k1:${base64()}`), sealed, "p")).rejects.toThrow();
});

test("what was never sealed does not open, and an empty ring seals nothing", async () => {
  await expect(unseal(ring(k1), "IGAA-plain", "p")).rejects.toThrow();
  await expect(seal([], TOKEN, "p")).rejects.toThrow("the key ring is empty");
});

test.each([
  ["nothing", []],
  ["a key without an id", [base64()]],
  ["31 bytes", [`k1:${randomBytes(31).toString("base64")}`]],
  ["33 bytes", [`k1:${randomBytes(33).toString("base64")}`]],
  ["an id twice", [k1, `k1:${base64()}`]],
  ["an id with a space", [`k 1:${base64()}`]],
])("%s is no key ring", (_, parts) => {
  expect(parseKeyRing(parts)).toBeNull();
});

test("a key is taken in base64url too, and does not print", () => {
  const bytes = randomBytes(32);
  const plain = ring(`k1:${bytes.toString("base64")}`);
  expect(ring(`k1:${bytes.toString("base64url")}`)[0]?.key.reveal()).toBe(plain[0]?.key.reveal());
  expect(inspect(plain) + JSON.stringify(plain)).not.toContain(bytes.toString("base64"));
});
