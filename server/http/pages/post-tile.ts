import type { PostTile } from "../../features/feed/post-tile.js";
import { type Html, html, safeHref } from "../../lib/html.js";
import { day } from "./instant.js";
import { ownPath } from "./layout.js";
import { type Language, TEXTS } from "./texts.js";

/** Posts as a grid of pictures. Each keeps its size while it loads. */
export function postTiles(posts: readonly PostTile[], language: Language): Html {
  return html`<ul class="pictures posts">${posts.map((post) => postItem(post, language))}</ul>`;
}

function postItem({ permalink, timestamp, imageUrl, alt }: PostTile, language: Language): Html {
  const picture = imageUrl
    ? html`<img src="${safeHref(ownPath(imageUrl))}" alt="${alt}" width="320" height="320" loading="lazy">`
    : html`<span class="blank">${TEXTS[language].layout.noPicture}<br>${day(timestamp, language)}</span>`;
  return permalink
    ? html`<li><a href="${safeHref(permalink)}" rel="noreferrer">${picture}</a></li>`
    : html`<li>${picture}</li>`;
}
