import { rgbaToThumbHash } from "thumbhash";
import { sharp } from "../../lib/sharp.js";
import { CopyError } from "./copy-error.js";

/** Instagram's pictures are at most 1440 pixels wide; ten times that cannot be one. */
const SIDE_MAX_PX = 12_000;
const PIXELS_MAX = 50_000_000;
/** The maximum input of a thumbhash. */
const SAMPLE_PX = 100;
const DECODE_S = 20;

export interface PictureFacts {
  width: number;
  height: number;
  thumbhash: string;
  palette: string[];
}

/**
 * Decodes a whole picture and returns its facts.
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

const COLOURS_MAX = 5;
/** The minimum distance of two palette colours in red, green and blue together. */
const DISTANCE_MIN = 72;
/** A dominant colour covers at least this share. */
const SHARE_MIN = 0.02;

type Colour = [red: number, green: number, blue: number];

export function palette(pixels: Uint8Array): string[] {
  const bins = new Map<number, { count: number; sum: Colour }>();
  let seen = 0;
  for (let at = 0; at + 3 < pixels.length; at += 4) {
    const [red = 0, green = 0, blue = 0, alpha = 0] = pixels.subarray(at, at + 4);
    if (alpha < 128) continue;
    seen++;
    const key = ((red >> 5) << 6) | ((green >> 5) << 3) | (blue >> 5);
    const bin = bins.get(key) ?? { count: 0, sum: [0, 0, 0] };
    bins.set(key, { count: bin.count + 1, sum: [bin.sum[0] + red, bin.sum[1] + green, bin.sum[2] + blue] });
  }
  const chosen: Colour[] = [];
  for (const { count, sum } of [...bins.values()].sort((a, b) => b.count - a.count)) {
    const colour = sum.map((part) => Math.round(part / count)) as Colour;
    const isNew = chosen.every((other) => distance(colour, other) >= DISTANCE_MIN);
    if (isNew && (chosen.length === 0 || count >= seen * SHARE_MIN)) chosen.push(colour);
    if (chosen.length === COLOURS_MAX) break;
  }
  return chosen.map((colour) => `#${colour.map((part) => part.toString(16).padStart(2, "0")).join("")}`);
}

function distance(a: Colour, b: Colour): number {
  return Math.abs(a[0] - b[0]) + Math.abs(a[1] - b[1]) + Math.abs(a[2] - b[2]);
}
