import type { Embed, EmbedPost } from "../../features/embeds/read-embed.js";
import { escapeHtml } from "../../lib/html.js";
import { type EmbedRequest, embedAddress } from "./address.js";
import { contentOf, titleOf } from "./json-feed.js";

/** @see RSS 2.0, and the RSS Advisory Board's profile of it */
export function rssFeed(embed: Embed, request: EmbedRequest, publicUrl: string): string {
  const { slug, title } = embed;
  const itself = embedAddress(`${publicUrl}/feeds/${slug}.rss`, request);
  return `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel>
${element("title", title)}
${element("link", embedAddress(`${publicUrl}/embed/${slug}`, request))}
${element("description", title)}
${element("language", request.language)}
<atom:link href="${xml(itself)}" rel="self" type="application/rss+xml"/>
${embed.posts.map((post) => itemOf(post, request)).join("")}</channel>
</rss>
`;
}

function itemOf(post: EmbedPost, request: EmbedRequest): string {
  const { id, permalink, username, timestamp, picture, hashtags } = post;
  const enclosure = picture && { url: picture.url, length: picture.bytes ?? 0, type: picture.type ?? "image/jpeg" };
  return `<item>
${element("title", titleOf(post, request))}
${permalink === null ? "" : element("link", permalink)}
<guid isPermaLink="false">${xml(id)}</guid>
${element("pubDate", timestamp.toUTCString().replace("GMT", "+0000"))}
${element("dc:creator", `@${username}`)}
${hashtags.map((tag) => element("category", tag)).join("")}
${element("description", contentOf(post, request))}
${enclosure ? `<enclosure url="${xml(enclosure.url)}" length="${enclosure.length}" type="${xml(enclosure.type)}"/>` : ""}
</item>
`;
}

function element(name: string, text: string): string {
  return `<${name}>${xml(text)}</${name}>`;
}

/** XML 1.0 has no place for most control characters, nor for halves of surrogate pairs, not even escaped. */
function xml(text: string): string {
  return escapeHtml(text.replace(NOT_XML, ""));
}

const NOT_XML = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;
