import { ApiError } from "../../lib/errors.js";
import type { ImageColumns } from "./image-alt.js";

/** The formats that one address can be of; without one, it is of what each client accepts. */
export const ImageFormat = { WEBP: "WEBP", JPEG: "JPEG" } as const;
export type ImageFormat = keyof typeof ImageFormat;
const ENDINGS: Record<ImageFormat, string> = { WEBP: ".webp", JPEG: ".jpg" };

/** The widths that pictures are scaled down to. */
const IMAGE_WIDTHS = [320, 640, 1080] as const;

/**
 * The address of the smallest size that is at least as wide as asked for; beyond the widest, and without a width, of the
 * original, whose format is its own.
 *
 * @throws {ApiError} BAD_USER_INPUT for a width below 1
 */
export function imageUrl(
  image: ImageColumns,
  width: number | null | undefined,
  format: ImageFormat | null = null,
): string | null {
  if (width == null) return image.url;
  if (width < 1) throw new ApiError("BAD_USER_INPUT", `\`width\` is ${width}; it goes from 1 up.`);
  const size = IMAGE_WIDTHS.find((one) => one >= width);
  return size && image.url ? `${image.url}/${size}${format ? ENDINGS[format] : ""}` : image.url;
}
