import { createHmac } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { signRequest, verifySignedRequest } from "../../../server/features/privacy/signed-request.js";
import { DAY_MS, MINUTE_MS } from "../../../server/lib/clock.js";
import { Secret } from "../../../server/lib/secret.js";

const NOW = new Date("2026-11-30T12:00:00Z");
const SECRET = new Secret("the-app-secret");
const OLD = new Secret("an-old-secret");
const verify = (text: unknown, now = NOW) => verifySignedRequest(text, { secrets: [SECRET, OLD], now });

/** Signs any text as a payload. */
function sign(json: string, secret = SECRET): string {
  const payload = Buffer.from(json).toString("base64url");
  return `${createHmac("sha256", secret.reveal()).update(payload).digest("base64url")}.${payload}`;
}
const seconds = (at: Date) => Math.floor(at.getTime() / 1_000);
const payload = (change: Record<string, unknown> = {}) =>
  JSON.stringify({ user_id: "36220564007528767", algorithm: "HMAC-SHA256", issued_at: seconds(NOW), ...change });

test("the published vector is genuine", () => {
  const file = join(import.meta.dirname, "../../fixtures/instagram/25_signed_request_vector.json");
  const vector = JSON.parse(readFileSync(file, "utf8"));
  const now = new Date(vector.payload.issued_at * 1_000);
  const secrets = [new Secret(vector.app_secret)];
  const read = verifySignedRequest(vector.signed_request, { secrets, now });
  expect(read).toEqual({ userId: "0", issuedAt: now, hash: expect.stringMatching(/^[\w-]{43}$/) });
  const later = new Date(now.getTime() + 4 * DAY_MS);
  expect(verifySignedRequest(vector.signed_request, { secrets, now: later })).toBe("STALE");
});

describe("a genuine request", () => {
  test.each([
    ["a string", `"36220564007528767"`],
    ["a bare number beyond 2^53", "36220564007528767"],
  ])("keeps every digit of an id that is %s", (_, id) => {
    const json = `{"algorithm":"HMAC-SHA256","issued_at":${seconds(NOW)},"user_id":${id},"expires":0}`;
    expect(verify(sign(json))).toMatchObject({ userId: "36220564007528767", issuedAt: NOW });
  });

  test("may name its time as a string, and be signed with any of the secrets", () => {
    expect(verify(sign(payload({ issued_at: String(seconds(NOW)) })))).toMatchObject({ issuedAt: NOW });
    expect(verify(sign(payload(), OLD))).toMatchObject({ userId: "36220564007528767" });
    expect(verify(sign(payload(), new Secret("another")))).toBe("BAD_SIGNATURE");
  });

  test("has the same hash however its signature is spelt", () => {
    const text = sign(payload());
    const [signature = "", rest = ""] = text.split(".");
    // The last of 43 characters has two bits that mean nothing.
    const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    const last = alphabet[alphabet.indexOf(signature.at(-1) ?? "") ^ 1];
    const respelt = `${signature.slice(0, -1)}${last}.${rest}`;
    expect(respelt).not.toBe(text);
    expect(verify(respelt)).toEqual(verify(text));
    expect(verify(`${signature}=.${rest}`)).toEqual(verify(text));
  });

  test("is what signRequest makes, for every id and time", () => {
    const id = fc.stringMatching(/^[1-9]\d{0,19}$/);
    const ago = fc.integer({ min: 0, max: 3 * 86_400 - 1 });
    fc.assert(
      fc.property(id, ago, (userId, agoS) => {
        const issuedAt = new Date(NOW.getTime() - agoS * 1_000);
        expect(verify(signRequest({ userId, issuedAt }, SECRET))).toMatchObject({ userId, issuedAt });
      }),
    );
  });
});

describe("what is no genuine request", () => {
  const [signature, body] = sign(payload()).split(".") as [string, string];
  const at = (ms: number) => sign(payload({ issued_at: seconds(new Date(NOW.getTime() + ms)) }));
  test.each([
    ["nothing", undefined, "MISSING"],
    ["an empty text", "", "MISSING"],
    ["two of them", [sign(payload()), sign(payload())], "MALFORMED"],
    ["no dot", `${signature}${body}`, "MALFORMED"],
    ["two dots", `${signature}.${body}.`, "MALFORMED"],
    ["a dot in front", `.${signature}.${body}`, "MALFORMED"],
    ["a payload alone", `.${body}`, "MALFORMED"],
    ["a short signature", `${signature.slice(1)}.${body}`, "MALFORMED"],
    ["standard base64", `${signature.slice(0, 42)}+.${body}`, "MALFORMED"],
    ["a space", `${signature}. ${body}`, "MALFORMED"],
    ["a megabyte", `${signature}.${"a".repeat(1_000_000)}`, "OVERSIZED"],
    [
      "another payload",
      `${signature}.${Buffer.from(payload({ user_id: "1" })).toString("base64url")}`,
      "BAD_SIGNATURE",
    ],
    ["another's signature", sign(payload(), new Secret("")), "BAD_SIGNATURE"],
    ["another algorithm", sign(payload({ algorithm: "HMAC-SHA1" })), "WRONG_ALGORITHM"],
    ["no algorithm", sign(payload({ algorithm: undefined })), "WRONG_ALGORITHM"],
    ["no JSON", sign("user_id=1"), "WRONG_ALGORITHM"],
    ["JSON nested beyond all bounds", sign("[".repeat(2_000)), "WRONG_ALGORITHM"],
    ["a list", sign("[]"), "WRONG_ALGORITHM"],
    ["null", sign("null"), "WRONG_ALGORITHM"],
    ["no id", sign(payload({ user_id: undefined })), "MALFORMED"],
    ["an id that is no number", sign(payload({ user_id: "bakery" })), "MALFORMED"],
    ["an id with a fraction", sign(payload({ user_id: 1.5 })), "MALFORMED"],
    ["an id of a thousand digits", sign(payload({ user_id: "1".repeat(1_000) })), "MALFORMED"],
    ["an object for an id", sign(payload({ user_id: { $ne: null } })), "MALFORMED"],
    ["no time", sign(payload({ issued_at: undefined })), "MALFORMED"],
    ["a time with a fraction", sign(payload({ issued_at: 1.5 })), "MALFORMED"],
    ["a negative time", sign(payload({ issued_at: -1 })), "MALFORMED"],
    ["milliseconds", sign(payload({ issued_at: NOW.getTime() })), "MALFORMED"],
    ["a request of four days ago", at(-4 * DAY_MS), "STALE"],
    ["a request of ten minutes from now", at(10 * MINUTE_MS), "FROM_THE_FUTURE"],
  ])("%s", (_, text, fault) => {
    expect(verify(text)).toBe(fault);
  });

  test("no text passes by chance", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (a, b) => {
        expect(typeof verify(`${a}.${b}`)).toBe("string");
      }),
    );
  });
});
