import { expect, test } from "vitest";
import { signatureExpiry } from "../../../server/features/assets/allowed-url.js";
import { fileType } from "../../../server/features/assets/file-type.js";
import { palette } from "../../../server/features/assets/inspect-picture.js";
import { picturePath } from "../../../server/lib/net.js";

const pixels = (...colours: [number, number, number, number][]) => Uint8Array.from(colours.flat());
const many = <T>(count: number, value: T) => Array.from({ length: count }, () => value);

test("the palette begins with what most of the picture shows and leaves out what is nearly the same", () => {
  const red = many(60, [200, 20, 20, 255] as [number, number, number, number]);
  const almostRed = many(20, [205, 30, 25, 255] as [number, number, number, number]);
  const blue = many(19, [10, 10, 190, 255] as [number, number, number, number]);
  expect(palette(pixels(...red, ...almostRed, ...blue, [0, 255, 0, 255]))).toEqual(["#c91715", "#0a0abe"]);
});

test("what is transparent has no colour", () => {
  expect(palette(pixels([255, 0, 0, 0], [0, 0, 255, 255]))).toEqual(["#0000ff"]);
  expect(palette(pixels([255, 0, 0, 0]))).toEqual([]);
});

const ascii = (text: string) => Buffer.from(text.padEnd(16, "\0"), "latin1");

test.each([
  [Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(12)]), "image/jpeg"],
  [Buffer.concat([Buffer.from([0x89]), ascii("PNG\r\n\x1a\n")]), "image/png"],
  [ascii("RIFF\0\0\0\0WEBP"), "image/webp"],
  [ascii("\0\0\0\x18ftypmp42"), "video/mp4"],
  [ascii("\0\0\0\x18ftypheic"), null],
  [ascii("\0\0\0\x18ftypavif"), "image/avif"],
  [ascii("GIF89a"), null],
  [ascii("<svg xmlns="), null],
  [ascii("<!DOCTYPE html>"), null],
  [ascii("%PDF-1.7"), null],
])("%s begins %s", (head, type) => expect(fileType(head)).toBe(type));

test("a new signature or another host of the same picture changes no path", () => {
  const path = picturePath("https://scontent-fra3-1.cdninstagram.com/v/t51/1_n.jpg?oh=a&oe=65000000");
  expect(picturePath("https://scontent-fra5-2.cdninstagram.com/v/t51/1_n.jpg?oh=b&oe=66000000")).toBe(path);
  expect(picturePath("https://scontent-fra3-1.cdninstagram.com/v/t51/2_n.jpg?oh=a&oe=65000000")).not.toBe(path);
  expect(picturePath(null)).toBeNull();
});

test("a signature's end is read from oe, and is an hour away where there is none", () => {
  const now = new Date("2026-03-01T12:00:00Z");
  expect(signatureExpiry("https://x.example/a?oe=600DBA0C&x=1", now)).toEqual(new Date("2021-01-24T18:18:52Z"));
  expect(signatureExpiry("https://x.example/a?oe=zz", now)).toEqual(new Date("2026-03-01T13:00:00Z"));
});
