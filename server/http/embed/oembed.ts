import type { Embed } from "../../features/embeds/read-embed.js";
import { html } from "../../lib/html.js";
import { type EmbedRequest, pageAddress } from "./address.js";
import { layoutOf } from "./fragment.js";

export interface FrameLimits {
  maxWidth: number | null;
  maxHeight: number | null;
}

const WIDTH = 640;
const WIDTH_MAX = 1_200;
const CACHE_AGE_S = 3_600;
/** Of the link to more posts. */
const FOOT_PX = 56;
const GAP_PX = 8;
const REM_PX = 16;

/**
 * A feed as an oEmbed of type `rich`: one frame, with no attribute that filters of consumers remove.
 * @see oEmbed 1.0, section 2.3
 */
export function oembed(
  embed: Embed,
  request: EmbedRequest,
  { publicUrl, limits }: { publicUrl: string; limits: FrameLimits },
) {
  const { title } = embed;
  const width = Math.min(limits.maxWidth ?? WIDTH, WIDTH_MAX);
  const height = Math.min(limits.maxHeight ?? Number.POSITIVE_INFINITY, heightOf(embed, request, width));
  const src = pageAddress(publicUrl, request);
  return {
    type: "rich",
    version: "1.0",
    title,
    provider_name: "Darkroom",
    provider_url: publicUrl,
    cache_age: CACHE_AGE_S,
    width,
    height,
    html: html`<iframe src="${src}" width="${width}" height="${height}" title="${title}"></iframe>`.text,
  };
}

/** How high the page is at this width, by the same rules as its style. */
function heightOf(embed: Embed, request: EmbedRequest, width: number): number {
  const count = Math.max(1, embed.posts.length);
  const foot = embed.next === null ? 0 : FOOT_PX;
  const stack = (rows: number, px: number) => Math.ceil(rows * (px + GAP_PX) - GAP_PX + foot);
  switch (layoutOf(embed, request)) {
    case "list":
      return stack(count, 6 * REM_PX);
    case "row":
      return stack(1, Math.min(16 * REM_PX, Math.max(8 * REM_PX, 0.3 * width)) + SCROLLBAR_PX);
    case "grid": {
      const columns = columnsAt(width);
      return stack(Math.ceil(count / columns), (width - (columns - 1) * GAP_PX) / columns);
    }
  }
}

const SCROLLBAR_PX = 16;

function columnsAt(width: number): number {
  if (width < 22 * REM_PX) return 2;
  if (width < 44 * REM_PX) return 3;
  return width < 72 * REM_PX ? 4 : 6;
}
