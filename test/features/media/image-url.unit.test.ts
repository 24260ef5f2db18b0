import { expect, test } from "vitest";
import type { ImageColumns } from "../../../server/features/media/image-alt.js";
import { imageUrl } from "../../../server/features/media/image-url.js";

const image = { url: "https://feed.example/files/k" } as ImageColumns;

test.each([
  [1, "/96"],
  [97, "/320"],
  [320, "/320"],
  [321, "/640"],
  [641, "/1080"],
  [1080, "/1080"],
  [1081, ""],
  [2_000_000_000, ""],
])("for %i pixels it is the smallest size that is wide enough", (width, suffix) =>
  expect(imageUrl(image, width)).toBe(image.url + suffix),
);

test("without a width it is the original, and a width below 1 is refused", () => {
  expect(imageUrl(image, null)).toBe(image.url);
  for (const width of [0, -5]) expect(() => imageUrl(image, width)).toThrow("it goes from 1 up");
});

test("a format is named in the address of a size, and never in the original's, which has its own", () => {
  expect(imageUrl(image, 640, "WEBP")).toBe(`${image.url}/640.webp`);
  expect(imageUrl(image, 600, "JPEG")).toBe(`${image.url}/640.jpg`);
  expect(imageUrl(image, null, "WEBP")).toBe(image.url);
});
