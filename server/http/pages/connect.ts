import { html, safeHref } from "../../lib/html.js";
import { renderPage } from "./layout.js";
import { type Language, TEXTS } from "./texts.js";

export interface ConnectPageFacts {
  /** The operator's own words; null: the standard ones. */
  text: string | null;
  /** Who asks: a name, or the server's host. */
  name: string;
  email: string | null;
  /** The only account that the link connects. */
  username: string | null;
  continueHref: string;
}

/** What the owner of an account reads before Instagram's consent page. */
export function connectPage(facts: ConnectPageFacts, language: Language): string {
  const texts = TEXTS[language].connect;
  const heading = facts.username === null ? texts.heading : texts.headingOf(facts.username);
  const paragraphs = (facts.text ?? texts.text).split(/(?:\r?\n[ \t]*){2,}/);
  return renderPage({
    title: `${heading} · Darkroom`,
    language,
    body: html`<div class="outcome">
<h1>${heading}</h1>
${paragraphs.map((paragraph) => html`<p>${paragraph}</p>`)}
<p>${texts.asks} <strong>${facts.name}</strong>${facts.email && html` · <a href="mailto:${facts.email}">${facts.email}</a>`}</p>
<p class="next">${texts.next}</p>
<p class="actions"><a class="button" href="${safeHref(facts.continueHref)}">${texts.button}</a></p>
</div>`,
  });
}
