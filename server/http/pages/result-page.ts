import { type Html, html, safeHref, trusted } from "../../lib/html.js";
import { ownPath, renderPage } from "./layout.js";
import type { Language } from "./texts.js";

export interface Result {
  heading: string;
  text: string;
  nextStep: string;
  action?: { label: string; href: string };
  /** Beside the action, less prominent. */
  second?: { label: string; href: string };
  tone: "good" | "bad" | "neutral";
  picture?: { url: string; alt: string };
}

/** The page at the end of an OAuth flow, or for a failed one. The caller sets the HTTP status. */
export function resultPage(outcome: Result, language: Language): string {
  return renderPage({
    title: `${outcome.heading} · Darkroom`,
    language,
    body: html`<div class="outcome">
${portrait(outcome)}
<h1>${outcome.heading}</h1>
<p>${outcome.text}</p>
<p class="next">${outcome.nextStep}</p>
${outcome.action && html`<p class="actions"><a class="button" href="${safeHref(outcome.action.href)}">${outcome.action.label}</a>${second(outcome)}</p>`}
</div>`,
  });
}

function second({ second: link }: Result): Html | undefined {
  return link && html`<a class="button quiet" href="${safeHref(link.href)}">${link.label}</a>`;
}

function portrait({ picture, tone }: Result): Html {
  if (!picture) return SIGNS[tone];
  const image = html`<img class="portrait" src="${safeHref(ownPath(picture.url))}" alt="${picture.alt}" width="96" height="96">`;
  return html`<div class="person">${image}${SIGNS[tone]}</div>`;
}

const SIGNS = {
  good: sign("good", "m17 28.5 7.5 7.5L39.5 21"),
  bad: sign("bad", "m19.5 19.5 17 17m0-17-17 17"),
  neutral: sign("neutral", "M28 18v12m0 7.5v.5"),
} as const;

function sign(tone: Result["tone"], path: string): Html {
  return trusted(
    `<svg class="sign ${tone}" viewBox="0 0 56 56" fill="none" stroke="currentColor" stroke-width="4" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><circle cx="28" cy="28" r="25" stroke-width="3"/><path d="${path}"/></svg>`,
  );
}
