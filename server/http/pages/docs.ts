import { type Fragment, type Html, html, trusted } from "../../lib/html.js";
import { renderPage } from "./layout.js";
import { type Language, TEXTS } from "./texts.js";

/** A document in the list beside each page. */
export interface DocsLink {
  href: string;
  title: string;
}

export type DocsGroup = "clients" | "operators" | "makers";
export type DocsLinks = Record<DocsGroup, readonly DocsLink[]>;

export interface DocsPage {
  language: Language;
  links: DocsLinks;
  title: string;
  /** Of this page, as in `links`. */
  href: string;
  body: Fragment;
  /** What the list shows below this page's entry. */
  parts?: readonly DocsLink[];
  query?: string;
}

const GROUPS: readonly DocsGroup[] = ["clients", "operators", "makers"];

/** The frame of every page of the documentation: search, the list of documents, and the page itself. */
export function docsPage(page: DocsPage): string {
  const { language, title, body } = page;
  const texts = TEXTS[language].docs;
  return renderPage({
    title: `${title} · Darkroom`,
    language,
    stylesheet: "/assets/docs.css",
    script: "/assets/docs.js",
    body: html`<div class="docs" data-texts="${JSON.stringify(texts.script)}">
<aside>
<form class="find" role="search" action="/docs/search">
<input type="search" name="q" value="${page.query ?? ""}" maxlength="100" required aria-label="${texts.search}" placeholder="${texts.searchButton}">
<button class="button" type="submit" aria-label="${texts.searchButton}">${SEARCH_SIGN}</button>
</form>
<nav aria-label="${texts.contents}"><details class="tree"><summary>${texts.contents}</summary>${GROUPS.map((group) => groupList(group, page))}</details></nav>
</aside>
<article class="prose">${body}</article>
</div>`,
    footer: texts.language && html`<p>${texts.language}</p>`,
  });
}

const SEARCH_SIGN = trusted(
  '<svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2.5" stroke-linecap="round" aria-hidden="true"><circle cx="10.5" cy="10.5" r="6.5"/><path d="m15.5 15.5 5.5 5.5"/></svg>',
);

function groupList(group: DocsGroup, page: DocsPage): Html {
  const { title } = TEXTS[page.language].docs.groups[group];
  return html`<h2>${title}</h2><ul>${page.links[group].map((link) => item(link, page))}</ul>`;
}

function item({ href, title }: DocsLink, { href: current, parts = [], language }: DocsPage): Html {
  if (href !== current) return html`<li><a href="${href}">${title}</a></li>`;
  const { onThisPage } = TEXTS[language].docs;
  const list = parts.map((part) => html`<li><a href="${part.href}">${part.title}</a></li>`);
  return html`<li><a href="${href}" aria-current="page">${title}</a>${list.length > 0 && html`<ul aria-label="${onThisPage}">${list}</ul>`}</li>`;
}

/** `/docs/`: where to begin. */
export function docsHome(links: DocsLinks, language: Language): string {
  const texts = TEXTS[language].docs;
  const groups = GROUPS.map((group) => {
    const { title, text } = texts.groups[group];
    return html`<h2>${title}</h2><p>${text}</p><ul>${links[group].map(({ href, title }) => html`<li><a href="${href}">${title}</a></li>`)}</ul>`;
  });
  const body = html`<h1>${texts.title}</h1><p>${texts.intro} ${texts.language}</p>${groups}`;
  return docsPage({ language, links, title: texts.title, href: "/docs/", body });
}

interface Hit {
  title: string;
  heading: string;
  href: string;
  excerpt: readonly [string, string, string];
}

export function searchPage(
  { query, hits }: { query: string; hits: readonly Hit[] },
  links: DocsLinks,
  language: Language,
): string {
  const texts = TEXTS[language].docs;
  const list = hits.map(({ title, heading, href, excerpt: [before, match, after] }) => {
    const name = heading && heading !== title ? `${title}: ${heading}` : title;
    return html`<li><a href="${href}">${name}</a><br><span class="muted">${before}${match && html`<mark>${match}</mark>`}${after}</span></li>`;
  });
  const heading = hits.length > 0 ? texts.found(hits.length, query) : texts.nothing(query);
  const body = html`<h1>${texts.search}</h1><p role="status">${query && heading}</p><ul class="hits" lang="en">${list}</ul>`;
  return docsPage({ language, links, title: texts.search, href: "/docs/search", body, query });
}
