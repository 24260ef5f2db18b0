import { createHash } from "node:crypto";
import { writeFile } from "node:fs/promises";
import sharp from "sharp";
import { CopyError } from "./copy-error.js";
import type { NewFile } from "./store-file.js";

const ENCODE_S = 20;

/**
 * Replaces a decoded picture of another format with a JPEG.
 *
 * @throws {CopyError} BROKEN
 */
export async function toJpeg(path: string): Promise<Pick<NewFile, "path" | "hash" | "bytes" | "type">> {
  const jpeg = await sharp(path)
    .autoOrient()
    .flatten({ background: "white" })
    .jpeg({ quality: 90 })
    .timeout({ seconds: ENCODE_S })
    .toBuffer()
    .catch(() => {
      throw new CopyError("BROKEN");
    });
  await writeFile(path, jpeg);
  return { path, hash: createHash("sha256").update(jpeg).digest("hex"), bytes: jpeg.length, type: "image/jpeg" };
}
