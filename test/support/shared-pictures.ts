import { createHash, randomUUID } from "node:crypto";
import { readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createPictureCache, type PictureCache } from "../../server/sandbox/picture-cache.js";

/** Drawing is slow, and a post looks the same in every sandbox: each picture is drawn once in a run. */
export function sharedPictures(folder: string): PictureCache {
  const drawn = createPictureCache();
  return {
    async read(input) {
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
