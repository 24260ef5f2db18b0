import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp, { type Sharp } from "sharp";
import { thumbHashToRGBA } from "thumbhash";
import { afterAll, expect, test } from "vitest";
import { inspectPicture } from "../../../server/features/assets/inspect-picture.js";

const dir = mkdtempSync(join(tmpdir(), "darkroom-inspect-"));
afterAll(() => rmSync(dir, { recursive: true }));

const plain = (width: number, height: number, background = "#3366cc") =>
  sharp({ create: { width, height, channels: 3, background } });

async function inspect(picture: Sharp) {
  const path = join(dir, "picture");
  await picture.toFile(path);
  return await inspectPicture(path);
}

test("a picture's measures, colours and placeholder are known once it has been read", async () => {
  for (const picture of [plain(600, 400).jpeg(), plain(600, 400).png(), plain(600, 400).webp()]) {
    const { thumbhash, palette, ...measures } = await inspect(picture);
    expect(measures).toEqual({ width: 600, height: 400 });
    expect(palette).toHaveLength(1);
    expect(palette[0]).toMatch(/^#3[234]6[567]c[bcd]$/);
    const drawn = thumbHashToRGBA(Buffer.from(thumbhash, "base64"));
    expect(drawn.w / drawn.h).toBeCloseTo(1.5, 0);
  }
});

test("a picture that a camera held sideways has the measures that a browser shows", async () => {
  expect(await inspect(plain(600, 400).jpeg().withMetadata({ orientation: 6 }))).toMatchObject({
    width: 400,
    height: 600,
  });
});

test("a picture of one pixel, and one in greys, can be read", async () => {
  expect(await inspect(plain(1, 1).jpeg())).toMatchObject({ width: 1, height: 1 });
  expect((await inspect(plain(300, 300, "#808080").toColourspace("b-w").jpeg())).palette).toEqual(["#808080"]);
});
