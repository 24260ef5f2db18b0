import { type Fragment, html, trusted } from "../../lib/html.js";
import { HOME_SCRIPT } from "./home-script.js";
import { LOGO, LOGO_SVG } from "./logo.js";
import { STYLE, STYLE_SOURCE } from "./style.js";

export interface Page {
  title: string;
  body: Fragment;
  /** The path of a script on this server; most pages need none. */
  script?: string;
  footer?: Fragment;
}

/** Renders a whole page. Send it with PAGE_HEADERS. */
export function renderPage(page: Page): string {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>${page.title}</title>
<link rel="icon" type="image/svg+xml" href="/assets/mark.svg">
${STYLE_ELEMENT}
${page.script && html`<script type="module" src="${page.script}"></script>`}
</head>
<body>
<a class="skip" href="#main">Skip to the content</a>
<header><a class="home" href="/">${LOGO}Darkroom</a></header>
<main id="main">${page.body}</main>
${page.footer && html`<footer>${page.footer}</footer>`}
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
  "/assets/mark.svg": { type: "image/svg+xml", text: LOGO_SVG },
} as const;

/** A local picture's address without its host, so that it works under another host name too. */
export function ownPath(pictureUrl: string): string {
  if (!URL.canParse(pictureUrl)) return pictureUrl;
  const { pathname, search } = new URL(pictureUrl);
  return pathname.startsWith("/files/") ? pathname + search : pictureUrl;
}

// The policy allows exactly these bytes; they contain no outside value.
const STYLE_ELEMENT = trusted(`<style>${STYLE}</style>`);
