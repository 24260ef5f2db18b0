import type { FeedLayout } from "../gql/graphql.js";

export interface SiteFeed {
  feed: { slug: string; title: string; layout: FeedLayout; size: number };
  key: string;
  publicUrl: string;
  /** The dashboard's, most likely the site's too. */
  language: string;
}

/** How many posts the tag shows, and takes the room of, unless it names another number. */
const FIRST = 12;

/** A tag for any page, and the script that makes it known. */
export function tagSnippet({ feed, key, publicUrl }: SiteFeed): string {
  const layout = feed.layout === "GRID" ? "" : ` layout="${feed.layout.toLowerCase()}"`;
  const first = feed.size < FIRST ? ` first="${feed.size}"` : "";
  return [
    `<script type="module" blocking="render" src="${new URL("/embed.js", publicUrl)}"></script>`,
    `<darkroom-feed slug="${feed.slug}" key="${key}"${layout}${first}></darkroom-feed>`,
  ].join("\n");
}

/** The fragment on a server that makes pages with PHP. It sends no language of the visitor's, so the address names one. */
export function phpSnippet(site: SiteFeed): string {
  return [
    "<?php",
    "$context = stream_context_create(['http' => ['timeout' => 3]]);",
    `echo @file_get_contents('${addressOf(site, `/embed/${site.feed.slug}.html`)}&lang=${site.language}', false, $context) ?: '';`,
    "?>",
  ].join("\n");
}

export function frameSnippet(site: SiteFeed): string {
  const title = site.feed.title.replace(/&/g, "&amp;").replace(/"/g, "&quot;").replace(/</g, "&lt;");
  return `<iframe title="${title}" width="640" height="800" src="${pageAddress(site)}"></iframe>`;
}

/** What is pasted into an editor that knows oEmbed, such as that of WordPress. */
export function pageAddress(site: SiteFeed): string {
  return addressOf(site, `/embed/${site.feed.slug}`);
}

export function readerAddresses(site: SiteFeed): string {
  return [".rss", ".json"].map((ending) => addressOf(site, `/feeds/${site.feed.slug}${ending}`)).join("\n");
}

function addressOf({ key, publicUrl }: SiteFeed, path: string): string {
  return `${new URL(path, publicUrl)}?${new URLSearchParams({ key })}`;
}
