import sharp from "sharp";
import { rgbaToThumbHash } from "thumbhash";
import { CopyError } from "./copy-error.js";
import { palette } from "./palette.js";

/** Instagram's pictures are at most 1440 pixels wide; ten times that cannot be one. */
const SIDE_MAX_PX = 12_000;
const PIXELS_MAX = 50_000_000;
/** The maximum input of a thumbhash. */
const SAMPLE_PX = 100;
const DECODE_S = 20;

export interface PictureFacts {
  /** In pixels, as displayed. */
  width: number;
  height: number;
  thumbhash: string;
  palette: string[];
}

/**
 * Decodes a whole picture and returns its facts.
 *
 * @throws {CopyError} TOO_MANY_PIXELS before decoding; BROKEN when it cannot be decoded or is truncated
 */
export async function inspectPicture(path: string): Promise<PictureFacts> {
  const options = { limitInputPixels: PIXELS_MAX, failOn: "truncated" } as const;
  const { autoOrient } = await orBroken(sharp(path, { ...options, limitInputPixels: false }).metadata());
  const { width, height } = autoOrient;
  if (Math.max(width, height) > SIDE_MAX_PX || width * height > PIXELS_MAX) throw new CopyError("TOO_MANY_PIXELS");
  const sample = sharp(path, options)
    .autoOrient()
    .resize(SAMPLE_PX, SAMPLE_PX, { fit: "inside", withoutEnlargement: true })
    .toColourspace("srgb")
    .ensureAlpha()
    .raw()
    .timeout({ seconds: DECODE_S });
  const { data, info } = await orBroken(sample.toBuffer({ resolveWithObject: true }));
  const thumbhash = Buffer.from(rgbaToThumbHash(info.width, info.height, data)).toString("base64");
  return { width, height, thumbhash, palette: palette(data) };
}

/** sharp throws plain errors; any of them means an unreadable picture. */
async function orBroken<T>(decoding: Promise<T>): Promise<T> {
  try {
    return await decoding;
  } catch {
    throw new CopyError("BROKEN");
  }
}
