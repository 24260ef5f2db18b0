import { expect, test } from "vitest";
import { toCursor } from "../../server/instagram/cursor.js";
import { parseLosslessJson } from "../../server/lib/lossless-json.js";
import { fixture } from "./scripted-instagram.js";

const GRAPH = "https://graph.instagram.com";

test("the token and the proof are taken out, everything else stays", () => {
  const next = `${GRAPH}/v26.0/1/media?access_token=IGAA&limit=25&appsecret_proof=ab&after=QVFI%3D`;
  expect(toCursor(next, GRAPH)).toBe(`${GRAPH}/v26.0/1/media?limit=25&after=QVFI%3D`);
});

test("the next page of fixture 20 is a cursor without its token", () => {
  const page = parseLosslessJson(fixture("20_media_page_reel_with_next")) as { paging: { next: string } };
  const cursor = toCursor(page.paging.next, GRAPH);
  expect(cursor).toMatch(/^https:\/\/graph\.instagram\.com\/v15\.0\/17841400000000001\/media\?/);
  expect(cursor).not.toContain("SCRUBBED");
});

test.each([
  ["http://localhost:4000/sandbox/v26.0/me/media", "http://localhost:4000/sandbox"],
  ["http://localhost:4000/sandbox/v26.0/me/media", "http://localhost:4000/sandbox/"],
])("%s is within %s", (next, graphUrl) => {
  expect(toCursor(next, graphUrl)).toBe(next);
});

test.each([
  ["https://graph.instagram.com.evil.example/v26.0/me/media", GRAPH],
  ["https://evil.example/v26.0/me/media", GRAPH],
  ["http://graph.instagram.com/v26.0/me/media", GRAPH],
  ["https://graph.instagram.com:8443/v26.0/me/media", GRAPH],
  ["https://user@graph.instagram.com/v26.0/me/media", GRAPH],
  ["https://graph.instagram.com@evil.example/v26.0/me/media", GRAPH],
  ["//evil.example/v26.0/me/media", GRAPH],
  ["/v26.0/me/media", GRAPH],
  ["file:///etc/passwd", GRAPH],
  ["", GRAPH],
  ["http://localhost:4000/graphql", "http://localhost:4000/sandbox"],
  ["http://localhost:4000/sandbox/../graphql", "http://localhost:4000/sandbox"],
  ["http://localhost:4000/sandboxes/v26.0/me/media", "http://localhost:4000/sandbox"],
])("%s is not within %s", (next, graphUrl) => {
  expect(toCursor(next, graphUrl)).toBeNull();
});
