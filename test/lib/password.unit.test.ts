import { availableParallelism } from "node:os";
import { expect, test } from "vitest";
import { hashPassword, PASSWORD_COST, verifyPassword } from "../../server/lib/password.js";
import { Secret } from "../../server/lib/secret.js";
import { apiErrorOf } from "../support/api-error.js";

const CHEAP = { N: 2 ** 10, r: 8, p: 1 };

test("a password is known again, in either composition, and no other is", async () => {
  const hash = await hashPassword(new Secret("caf\u00e9 au lait"), CHEAP);
  const verify = (text: string) => verifyPassword(new Secret(text), hash, CHEAP);
  expect(await verify("cafe\u0301 au lait")).toBe(true);
  expect(await verify("cafe au lait")).toBe(false);
  expect(await verify("")).toBe(false);
});

test("the same password is hashed to another text each time", async () => {
  const password = new Secret("the same words");
  expect(await hashPassword(password, CHEAP)).not.toBe(await hashPassword(password, CHEAP));
});

test("a server asks what OWASP asks, and opens its own hashes", async () => {
  const hash = await hashPassword(new Secret("four words or more"), PASSWORD_COST);
  expect(hash).toMatch(/^scrypt\$32768\$8\$3\$/);
  expect(await verifyPassword(new Secret("four words or more"), hash, PASSWORD_COST)).toBe(true);
});

test("where there is no hash no password is right", async () => {
  expect(await verifyPassword(new Secret(""), null, CHEAP)).toBe(false);
});

test("a hash made with lesser parameters still opens", async () => {
  const made = "scrypt$16384$8$1$c2FsdA$";
  const { scryptSync } = await import("node:crypto");
  const key = scryptSync("old", "salt", 32, { N: 16384, r: 8, p: 1 }).toString("base64url");
  expect(await verifyPassword(new Secret("old"), made + key, CHEAP)).toBe(true);
});

test("more checks than can wait are turned away, and the line moves on", async () => {
  const hash = "scrypt$2$1$1$c2FsdA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
  const checks = Array.from({ length: 60 }, () => verifyPassword(new Secret("x"), hash, CHEAP));
  const outcomes = await Promise.allSettled(checks);
  // 50 in line, behind one or two: one processor is left to everybody else.
  const done = outcomes.filter(({ status }) => status === "fulfilled").length;
  expect(done).toBe(50 + Math.max(1, Math.min(2, availableParallelism() - 1)));
  const turnedAway = outcomes.findIndex(({ status }) => status === "rejected");
  expect((await apiErrorOf(checks[turnedAway] ?? Promise.resolve())).code).toBe("SERVICE_UNAVAILABLE");
  expect(await verifyPassword(new Secret("x"), hash, CHEAP)).toBe(false);
});
