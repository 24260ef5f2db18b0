import type { Embed, EmbedPicture, EmbedPost } from "../../features/embeds/read-embed.js";
import { type Html, html, safeHref } from "../../lib/html.js";
import { dayText } from "../pages/instant.js";
import { type Language, TEXTS } from "../pages/texts.js";
import { type EmbedLayout, type EmbedRequest, embedAddress } from "./address.js";
import { STYLE_PATH } from "./style.js";

/**
 * The one rendering of a feed: a section with a list of links, and one stylesheet. It has no script and no inline style, so
 * that it works under any content security policy that names this server.
 */
export function fragment(embed: Embed, request: EmbedRequest, publicUrl: string): Html {
  const { language } = request;
  const layout = layoutOf(embed, request);
  const texts = TEXTS[language].embed;
  const posts = embed.posts.map((post) => postItem(post, layout, language));
  const list =
    posts.length > 0
      ? html`<ul class="darkroom-posts" part="posts">${posts}
</ul>`
      : html`<p class="darkroom-text" part="text">${texts.empty}</p>`;
  return html`<section class="darkroom darkroom-${layout}" part="feed" lang="${language}" aria-label="${embed.title}"${embed.next && html` data-after="${embed.next}"`}>
<link rel="stylesheet" href="${publicUrl}${STYLE_PATH}">
${list}
${moreLink(embed, request, publicUrl)}
</section>
`;
}

export function layoutOf(embed: Pick<Embed, "layout">, { layout }: Pick<EmbedRequest, "layout">): EmbedLayout {
  return layout ?? (embed.layout.toLowerCase() as EmbedLayout);
}

/** Also without a script: it leads to the whole page. A secret key is never in an address, so there is no link with one. */
function moreLink({ slug, next }: Embed, request: EmbedRequest, publicUrl: string): Html | null {
  if (next === null || !request.isOpen) return null;
  const address = embedAddress(`${publicUrl}/embed/${slug}`, request, { after: next });
  return html`<p class="darkroom-foot" part="foot"><a class="darkroom-more" part="more" rel="next" target="_self" href="${address}">${TEXTS[request.language].embed.more}</a></p>`;
}

function postItem(post: EmbedPost, layout: EmbedLayout, language: Language): Html {
  const href = post.permalink ?? post.picture?.url ?? null;
  const film = post.filmUrl && html` data-film="${post.filmUrl}"`;
  const inside = postInside(post, layout, language);
  const link =
    href === null
      ? html`<div class="darkroom-link" part="link">${inside}</div>`
      : html`<a class="darkroom-link" part="link" href="${safeHref(href)}" rel="noopener"${film}>${inside}</a>`;
  return html`
<li class="darkroom-post" part="post">${link}</li>`;
}

/** In every language of the pages. */
const KINDS: Record<EmbedPost["kind"], string | null> = { IMAGE: null, ALBUM: "Album", REEL: "Reel", VIDEO: "Video" };

/** The name of the link is the picture's text, the date and the kind. */
function postInside(post: EmbedPost, layout: EmbedLayout, language: Language): Html {
  const { picture, kind, timestamp } = post;
  const texts = TEXTS[language].embed;
  const text = post.text ?? texts.post(post.username);
  // The picture's text names the link already.
  const caption =
    layout === "list" && html`<span class="darkroom-text" part="caption" aria-hidden="true">${text}</span>`;
  const shown = picture
    ? html`${pictureOf(picture, text, layout)}${caption}`
    : html`<span class="darkroom-text" part="caption">${text}</span>`;
  const mark = KINDS[kind] && html` <span class="darkroom-mark" part="mark">${KINDS[kind]}</span>`;
  const day = timestamp.toISOString().slice(0, 10);
  return html`${shown} <time class="darkroom-date" part="date" datetime="${day}">${dayText(timestamp, language)}</time>${mark}`;
}

const WIDTHS = [320, 640, 1080];

/** For browsers that cannot tell how wide a picture is shown. */
const SIZES: Record<EmbedLayout, string> = {
  grid: "auto, (min-width: 48rem) 25vw, 33vw",
  list: "auto, 6rem",
  row: "auto, 16rem",
};

/** A square place in each layout, so the size of a picture that is not copied yet does not matter. */
const UNKNOWN_PX = 1080;

/** WebP has about two thirds of the bytes. Each format has its own address, for caches that ignore `Vary`. */
function pictureOf({ url, width, height }: EmbedPicture, text: string, layout: EmbedLayout): Html {
  const srcset = (ending: string) => WIDTHS.map((px) => `${url}/${px}${ending} ${px}w`).join(", ");
  const sizes = SIZES[layout];
  return html`<picture class="darkroom-picture"><source type="image/webp" srcset="${srcset(".webp")}" sizes="${sizes}"><img class="darkroom-image" part="image" src="${url}/640.jpg" srcset="${srcset(".jpg")}" sizes="${sizes}" width="${width ?? UNKNOWN_PX}" height="${height ?? UNKNOWN_PX}" alt="${text}" loading="lazy" decoding="async"></picture>`;
}
