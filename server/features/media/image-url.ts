import { ApiError } from "../../lib/errors.js";
import type { ImageColumns } from "./image-alt.js";

export const ImageFormat = { WEBP: "WEBP", JPEG: "JPEG" } as const;
export type ImageFormat = keyof typeof ImageFormat;
const ENDINGS: Record<ImageFormat, string> = { WEBP: ".webp", JPEG: ".jpg" };

const IMAGE_WIDTHS = [96, 320, 640, 1080] as const;

/**
 * The smallest rendition that is at least `width` wide. Beyond the widest, or without a width, the original.
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
