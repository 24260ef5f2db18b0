import type { ErasedKind } from "../../db/schema/erasures.js";
import type { ErasureStatus } from "../../features/privacy/read-erasure.js";
import { type Html, html } from "../../lib/html.js";
import { instant } from "./instant.js";
import { renderPage } from "./layout.js";
import { type Contact, contactText } from "./owner-results.js";
import type { Result } from "./result-page.js";
import { type Language, TEXTS } from "./texts.js";

/** The state of a deletion request. Contains no name. */
export function erasurePage(status: ErasureStatus | "TEST", contact: Contact, language: Language): string {
  const { test, states } = TEXTS[language].erasure;
  const { heading, text } = status === "TEST" ? { ...test, text: () => test.text } : states[status.state];
  return renderPage({
    title: `${heading} · Darkroom`,
    language,
    body: html`<div class="outcome">
<h1>${heading}</h1>
<p>${text(contactText(contact, language))}</p>
${status !== "TEST" && facts(status, language)}
</div>`,
  });
}

export function unknownCode(language: Language): Result {
  return { ...TEXTS[language].erasure.unknown, tone: "neutral" };
}

function facts({ requestedAt, erasedAt, finishedAt, counts }: ErasureStatus, language: Language): Html {
  const { requested, erased, finished, kinds } = TEXTS[language].erasure;
  const rows = Object.entries(kinds).map(([kind, label]) => {
    const count = counts?.[kind as ErasedKind];
    return count !== undefined && html`<dt>${label}</dt><dd>${String(count)}</dd>`;
  });
  return html`<dl class="facts">
<dt>${requested}</dt><dd>${instant(requestedAt, language)}</dd>
${erasedAt && html`<dt>${erased}</dt><dd>${instant(erasedAt, language)}</dd>`}
${finishedAt && html`<dt>${finished}</dt><dd>${instant(finishedAt, language)}</dd>`}
${rows}
</dl>`;
}
