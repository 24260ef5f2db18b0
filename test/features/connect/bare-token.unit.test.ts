import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bareToken } from "../../../server/features/connect/bare-token.js";
import { ApiError } from "../../../server/lib/errors.js";

const LETTERS = [..."ABCXYZabcxyz0123456789-_"];
const token = fc
  .array(fc.constantFrom(...LETTERS), { minLength: 60, maxLength: 180 })
  .map((letters) => `IGAA${letters.join("")}`);
const WRAPPINGS: Record<string, (token: string) => string> = {
  bare: (t) => t,
  quoted: (t) => `"${t}"`,
  typographic: (t) => `„${t}“,`,
  bearer: (t) => `Bearer ${t}`,
  header: (t) => `Authorization: bearer ${t}`,
  parameter: (t) => `access_token=${t}&token_type=bearer&expires_in=5183944`,
  address: (t) => `https://graph.instagram.com/me?fields=id&access_token=${encodeURIComponent(t)}#_`,
  json: (t) => JSON.stringify({ access_token: t, token_type: "bearer", expires_in: 5183944 }, null, 2),
  setting: (t) => `TOKEN=${t}`,
};
const SPACES = ["\n", "\r\n  ", " ", "\u200b", "\ufeff", "\u00a0", "\u2060"];

test("a token is taken out of whatever stands around it, wherever lines break and unseen characters lie", () => {
  const breaks = fc.array(fc.record({ at: fc.nat(200), what: fc.constantFrom(...SPACES) }), { maxLength: 4 });
  fc.assert(
    fc.property(token, fc.constantFrom(...Object.keys(WRAPPINGS)), breaks, (bare, name, gaps) => {
      let broken = bare;
      // In JSON and addresses a line does not break inside a value; unseen characters lie anywhere.
      const allowed =
        name === "json" || name === "address" ? gaps.filter(({ what }) => /^[\u200b\ufeff\u2060]$/.test(what)) : gaps;
      for (const { at, what } of allowed)
        broken = broken.slice(0, at % broken.length) + what + broken.slice(at % broken.length);
      const text = name === "address" ? WRAPPINGS.address?.(bare) : WRAPPINGS[name]?.(broken);
      expect(bareToken(`${gaps[0]?.what ?? ""}${text}\n`).reveal()).toBe(bare);
    }),
  );
});

test.each<(token: string) => string>([
  (t) => `Access token ${t}`,
  (t) => `export INSTAGRAM_ACCESS_TOKEN=${t}`,
  (t) => `curl -H "Authorization: Bearer ${t}" https://graph.instagram.com/me`,
  (t) => `<token>${t}</token>`,
  (t) => `${t}#_`,
  (t) => `${t}\n\n${t}`,
])("one that stands whole among other words is taken: %s", (wrap) => {
  const bare = `IGAA${"Zx1-_".repeat(12)}`;
  expect(bareToken(wrap(bare)).reveal()).toBe(bare);
});

describe("what is no token is named, and never shown", () => {
  test.each([
    ["", /no token/],
    [" \u200b\n", /no token/],
    ["0123456789abcdef0123456789abcdef", /app secret/],
    ["990602627938098", /an id/],
    ["990602627938098|abcdefgh", /app's own/],
    ["EAABsbCS1iHgBAKZCZCinventedtoken123", /Facebook token/],
    ["access_token=EAABsbCS1iHgBAKZCZCinvented", /Facebook token/],
    ["https://shop.example/oauth/callback?code=AQBxInventedCode&state=x#_", /code of a handshake/],
    ["AQBxInventedCodeInventedCodeInvented", /code of a handshake/],
    ["https://www.instagram.com/bakery/", /address without/],
    ["IGAA", /part of/],
    ["IGAAé0123456789012345678901234567890", /part of/],
    ["hello", /no access token/],
    ["x".repeat(20_000), /longer/],
  ])("%j", (text, message) => {
    try {
      bareToken(text);
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(ApiError);
      const { code, message: said, nextStep } = error as ApiError;
      expect(code).toBe("BAD_USER_INPUT");
      expect(said).toMatch(message);
      if (text.length > 8) expect(said + nextStep).not.toContain(text);
    }
  });
});
