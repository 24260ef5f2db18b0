import { Refusal } from "../lib/errors.js";
import type { ImageColumns } from "./image-alt.js";

/** The widths that pictures are scaled down to. */
const IMAGE_WIDTHS = [320, 640, 1080] as const;

/**
 * The address of the smallest size that is at least as wide as asked for; beyond the widest, and without a width, of the
 * original.
 *
 * @throws {Refusal} BAD_USER_INPUT for a width below 1
 */
export function imageUrl(image: ImageColumns, width: number | null | undefined): string | null {
  if (width == null) return image.url;
  if (width < 1) throw new Refusal("BAD_USER_INPUT", `\`width\` is ${width}; it goes from 1 up.`);
  const size = IMAGE_WIDTHS.find((one) => one >= width);
  return size && image.url ? `${image.url}/${size}` : image.url;
}
