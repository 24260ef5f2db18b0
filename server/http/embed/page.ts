import type { Embed } from "../../features/embeds/read-embed.js";
import { html } from "../../lib/html.js";
import type { Viewer } from "../../viewer.js";
import { type EmbedRequest, pageAddress } from "./address.js";
import { fragment } from "./fragment.js";

/** The fragment as a whole page, for frames. Links leave the frame. */
export function embedPage(embed: Embed, request: EmbedRequest, publicUrl: string): string {
  const { language, key } = request;
  const { slug, title } = embed;
  const itself = pageAddress(publicUrl, request);
  const ofKey = key === null ? {} : { key };
  const oembed = `${publicUrl}/oembed?${new URLSearchParams({ url: itself, format: "json" })}`;
  const readers = (ending: string) =>
    `${publicUrl}/feeds/${slug}.${ending}${key === null ? "" : `?${new URLSearchParams(ofKey)}`}`;
  return html`<!DOCTYPE html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title}</title>
<base target="_blank">
<link rel="alternate" type="application/json+oembed" href="${oembed}" title="${title}">
<link rel="alternate" type="application/feed+json" href="${readers("json")}" title="${title}">
<link rel="alternate" type="application/rss+xml" href="${readers("rss")}" title="${title}">
<script type="module" src="${publicUrl}/embed.js"></script>
<script type="module" src="${publicUrl}/embed-page.js"></script>
</head>
<body class="darkroom-page">
<main>
<darkroom-feed slug="${slug}"${key !== null && html` key="${key}"`}>
${fragment(embed, request, publicUrl)}</darkroom-feed>
</main>
</body>
</html>
`.text;
}

/** What a document of this server's may load, wherever it is framed. */
export function embedPolicy(publicUrl: string, ancestors: string): string {
  return [
    "default-src 'none'",
    ...["script-src", "style-src", "img-src", "media-src", "connect-src"].map((kind) => `${kind} ${publicUrl}`),
    "base-uri 'none'",
    "form-action 'none'",
    `frame-ancestors ${ancestors}`,
  ].join("; ");
}

/** Of a fragment that somebody opens by itself. */
export function fragmentPolicy(publicUrl: string): string {
  return `default-src 'none'; style-src ${publicUrl}; img-src ${publicUrl}; frame-ancestors 'none'`;
}

/**
 * The sites that may frame the page: those of the key, any where anyone may read. A policy cannot say `https://site-*.host`,
 * so of such an origin only the site counts that the request names.
 */
export function frameAncestors(viewer: Viewer, site: string | null): string {
  if (viewer.kind === "ANONYMOUS") return "*";
  if (viewer.kind !== "CLIENT") return "'self'";
  const origins = (viewer.origins ?? []).filter((origin) => !isPartlyStarred(origin));
  const named = site !== null && !origins.includes(site) ? [...origins, site] : origins;
  return named.length > 0 ? named.join(" ") : "'none'";
}

/** Whether a `*` stands beside other characters. */
export function isPartlyStarred(origin: string): boolean {
  return /^https?:\/\/[^.:]*\*/.test(origin) && !/^https?:\/\/\*\./.test(origin);
}

/** Tells the site that frames the page how high it is. The policy lets no other site frame it. */
export const PAGE_SCRIPT = `const framing = location.ancestorOrigins?.[0] ?? (document.referrer && new URL(document.referrer).origin);
const slug = document.querySelector("darkroom-feed").getAttribute("slug");
if (framing && framing !== "null" && parent !== self) {
  const tell = () => {
    const { height } = document.body.getBoundingClientRect();
    parent.postMessage({ type: "darkroom:height", slug, height: Math.ceil(height) }, framing);
  };
  new ResizeObserver(tell).observe(document.body);
}
`;
