import { type Fragment, html, trusted } from "../../lib/html.js";
import { DOCS_SCRIPT, DOCS_STYLE } from "./docs-assets.js";
import { HOME_SCRIPT } from "./home-script.js";
import { STYLE, STYLE_SOURCE } from "./style.js";
import { type Language, TEXTS } from "./texts.js";

const LOGO_SVG = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32" width="32" height="32" fill="none" stroke="#ff9d5c" stroke-linecap="round" stroke-linejoin="round"><rect x=".75" y=".75" width="30.5" height="30.5" rx="8" fill="#2a1710" stroke="#7a3a17" stroke-width="1.5"/><circle cx="16" cy="16" r="10.5" stroke-width="2"/><path d="M20.44 17.19 17.19 20.44 12.75 19.25 11.56 14.81 14.81 11.56 19.25 12.75Z" fill="#ff9d5c" stroke="none"/><path d="M20.44 17.19 11.95 25.69M17.19 20.44 5.59 17.33M12.75 19.25 9.64 7.65M11.56 14.81 20.05 6.31M14.81 11.56 26.41 14.67M19.25 12.75 22.36 24.35" stroke-width="1.5"/></svg>`;

const LOGO = trusted(LOGO_SVG.replace("<svg ", '<svg class="mark" aria-hidden="true" '));

export interface Page {
  title: string;
  language: Language;
  body: Fragment;
  script?: string;
  /** One more than the pages' own; its policy must allow it. */
  stylesheet?: string;
  footer?: Fragment;
}

export function renderPage(page: Page): string {
  const texts = TEXTS[page.language].layout;
  return html`<!doctype html>
<html lang="${page.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>${page.title}</title>
<link rel="icon" type="image/svg+xml" href="/assets/mark.svg">
${STYLE_ELEMENT}
${page.stylesheet && html`<link rel="stylesheet" href="${page.stylesheet}">`}
${page.script && html`<script type="module" src="${page.script}"></script>`}
</head>
<body>
<a class="skip" href="#main">${texts.skip}</a>
<header><a class="home" href="/">${LOGO}Darkroom</a></header>
<main id="main">${page.body}</main>
<footer>${page.footer}<p><a href="/docs/">${texts.docs}</a></p><p><a href="/privacy">${texts.privacy}</a></p></footer>
</body>
</html>
`.text;
}

/** The server's pages load only their style, and scripts, pictures and responses of this server. */
export const PAGE_CSP = [
  "default-src 'none'",
  `style-src ${STYLE_SOURCE}`,
  "script-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join("; ");

/** The documentation has a stylesheet of its own. */
export const DOCS_CSP = PAGE_CSP.replace("style-src ", "style-src 'self' ");

/** The explorer's editor writes styles, uses data: icons and runs in workers. */
export const EXPLORER_CSP = [
  "default-src 'none'",
  "style-src 'self' 'unsafe-inline'",
  "script-src 'self'",
  "worker-src 'self'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "form-action 'none'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join("; ");

/** The dashboard's components write styles at run time; its scripts are files. */
export const DASHBOARD_CSP = [
  "default-src 'none'",
  "style-src 'self' 'unsafe-inline'",
  "script-src 'self'",
  "img-src 'self' data:",
  "media-src 'self'",
  "font-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join("; ");

export const PAGE_HEADERS = {
  "content-type": "text/html; charset=utf-8",
  "content-security-policy": PAGE_CSP,
  "cache-control": "no-store",
  "referrer-policy": "no-referrer",
} as const;

export const PAGE_ASSETS = {
  "/assets/home.js": { type: "text/javascript; charset=utf-8", text: HOME_SCRIPT },
  "/assets/docs.js": { type: "text/javascript; charset=utf-8", text: DOCS_SCRIPT },
  "/assets/docs.css": { type: "text/css; charset=utf-8", text: DOCS_STYLE },
  "/assets/mark.svg": { type: "image/svg+xml", text: LOGO_SVG },
} as const;

/** Without the host, so that it works under another host name too. */
export function ownPath(pictureUrl: string): string {
  if (!URL.canParse(pictureUrl)) return pictureUrl;
  const { pathname, search } = new URL(pictureUrl);
  return pathname.startsWith("/files/") ? pathname + search : pictureUrl;
}

// The policy allows exactly these bytes; they contain no outside value.
const STYLE_ELEMENT = trusted(`<style>${STYLE}</style>`);
