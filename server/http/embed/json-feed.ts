import type { Embed, EmbedPost } from "../../features/embeds/read-embed.js";
import { html } from "../../lib/html.js";
import { dayText } from "../pages/instant.js";
import { TEXTS } from "../pages/texts.js";
import { type EmbedRequest, embedAddress } from "./address.js";

/** @see JSON Feed, version 1.1 */
export function jsonFeed(embed: Embed, request: EmbedRequest, publicUrl: string): string {
  const { slug, title, next } = embed;
  const base = `${publicUrl}/feeds/${slug}.json`;
  const feed = {
    version: "https://jsonfeed.org/version/1.1",
    title,
    home_page_url: embedAddress(`${publicUrl}/embed/${slug}`, request),
    feed_url: embedAddress(base, request),
    ...(next !== null && request.isOpen && { next_url: embedAddress(base, request, { after: next }) }),
    language: request.language,
    items: embed.posts.map((post) => itemOf(post, request)),
  };
  return `${JSON.stringify(feed)}\n`;
}

function itemOf(post: EmbedPost, request: EmbedRequest) {
  const { id, permalink, username, timestamp, picture, filmUrl, hashtags } = post;
  const film = filmUrl === null ? [] : [{ url: filmUrl, mime_type: "video/mp4" }];
  const image = picture === null ? [] : [{ url: picture.url, ...mediaOf(post) }];
  const attachments = [...image, ...film];
  return {
    id,
    ...(permalink !== null && { url: permalink }),
    title: titleOf(post, request),
    content_html: contentOf(post, request),
    content_text: post.caption ?? titleOf(post, request),
    ...(picture !== null && { image: picture.url }),
    date_published: timestamp.toISOString(),
    authors: [{ name: `@${username}`, url: `https://www.instagram.com/${encodeURIComponent(username)}/` }],
    ...(hashtags.length > 0 && { tags: hashtags }),
    ...(attachments.length > 0 && { attachments }),
  };
}

function mediaOf({ picture }: EmbedPost) {
  const bytes = picture?.bytes ?? null;
  return { mime_type: picture?.type ?? "image/jpeg", ...(bytes !== null && { size_in_bytes: bytes }) };
}

/** The post's text, or else whose it is and when. */
export function titleOf({ text, username, timestamp }: EmbedPost, { language }: EmbedRequest): string {
  return text ?? `${TEXTS[language].embed.post(username)}, ${dayText(timestamp, language)}`;
}

/** The picture and the caption, for readers that show HTML. */
export function contentOf(post: EmbedPost, request: EmbedRequest): string {
  const { picture, caption, permalink } = post;
  const { width, height } = picture ?? {};
  const size = width && height ? html` width="${width}" height="${height}"` : "";
  const image = picture && html`<p><img src="${picture.url}"${size} alt="${titleOf(post, request)}"></p>`;
  const lines = (caption ?? "").split("\n").map((line, n) => html`${n > 0 && html`<br>`}${line}`);
  const link = permalink && html`<p><a href="${permalink}">${TEXTS[request.language].embed.onInstagram}</a></p>`;
  return html`${image}${caption && html`<p>${lines}</p>`}${link}`.text;
}
