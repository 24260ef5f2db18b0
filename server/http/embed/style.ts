import { createHash } from "node:crypto";
import { EMBED_STYLE } from "./style-text.js";

/** Changes with the style, so that browsers keep each version for long. */
const VERSION = createHash("sha256").update(EMBED_STYLE).digest("hex").slice(0, 10);

export const STYLE_PATH = `/embed.css?v=${VERSION}`;

export function isNewestStyle(version: unknown): boolean {
  return version === VERSION;
}
