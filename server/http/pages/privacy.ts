import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../lib/clock.js";
import { type Html, html } from "../../lib/html.js";
import { renderPage } from "./layout.js";
import { PRIVACY_DE } from "./privacy-de.js";
import { PRIVACY_EN } from "./privacy-en.js";
import type { PrivacyFacts, PrivacyText, Row, Section } from "./privacy-text.js";
import type { Language } from "./texts.js";

const YEAR_MS = 365 * DAY_MS;

const TEXTS: Record<Language, PrivacyText> = { en: PRIVACY_EN, de: PRIVACY_DE };

/** The privacy page of Meta's form: what is stored, where, and how long. Operators adapt it by settings and a file. */
export function privacyPage(facts: PrivacyFacts, language: Language): string {
  const text = TEXTS[language];
  const { other } = text;
  const added = facts.added.length > 0 ? [{ heading: text.added, body: facts.added }] : [];
  return renderPage({
    title: `${text.title} · Darkroom`,
    language,
    body: html`<article class="prose">
<h1>${text.title}</h1>
<p><a href="/privacy?lang=${other.language}" hreflang="${other.language}" lang="${other.language}">${other.label}</a></p>
${[...text.sections(facts), ...added].map((section) => sectionHtml(section, facts, text))}
</article>`,
  });
}

function sectionHtml({ heading, body }: Section, facts: PrivacyFacts, text: PrivacyText): Html {
  const parts = body.map((part) => {
    if (part === "TABLE") return table(facts, text);
    return typeof part === "string" ? html`<p>${part}</p>` : part;
  });
  return html`<h2>${heading}</h2>${parts}`;
}

function table(facts: PrivacyFacts, text: PrivacyText): Html {
  const retained = facts.retained.map(({ what, keepMs }): Row => [...text.retained[what], durationOf(keepMs, text)]);
  const rows = [...text.account(facts), ...retained];
  return html`<div class="table" tabindex="0" role="region" aria-label="${text.title}"><table>
<thead><tr>${text.columns.map((column) => html`<th scope="col">${column}</th>`)}</tr></thead>
<tbody>${rows.map((row) => html`<tr>${row.map((cell) => html`<td>${cell}</td>`)}</tr>`)}</tbody>
</table></div>`;
}

function durationOf(ms: number, text: PrivacyText): string {
  if (ms >= 2 * YEAR_MS && ms % YEAR_MS === 0) return text.duration(ms / YEAR_MS, "year");
  if (ms >= DAY_MS) return text.duration(Math.ceil(ms / DAY_MS), "day");
  if (ms >= HOUR_MS) return text.duration(Math.ceil(ms / HOUR_MS), "hour");
  return text.duration(Math.ceil(ms / MINUTE_MS), "minute");
}
