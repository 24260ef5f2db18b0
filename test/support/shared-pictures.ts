import { createHash, randomUUID } from "node:crypto";
import { readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createPictureCache, type PictureCache } from "../../server/sandbox/picture-cache.js";

/** Still wide enough for the renditions of 96 and 320 pixels. */
const SMALL = 1 / 3;

/**
 * Drawing is slow, and a post looks the same in every sandbox: each picture is drawn once in a run. Small ones are also cheaper
 * to decode and to scale.
 */
export function sharedPictures(folder: string, { isFullSize = false } = {}): PictureCache {
  const drawn = createPictureCache();
  const scale = isFullSize ? 1 : SMALL;
  return {
    async read({ widthPx, heightPx, ...rest }) {
      const input = { ...rest, widthPx: Math.round(widthPx * scale), heightPx: Math.round(heightPx * scale) };
      const file = join(folder, createHash("sha256").update(JSON.stringify(input)).digest("hex"));
      const known = await readFile(file).catch(() => null);
      if (known) return known;
      const picture = await drawn.read(input);
      const part = `${file}.${process.pid}.${randomUUID()}`;
      await writeFile(part, picture);
      await rename(part, file);
      return picture;
    },
  };
}
