import { html } from "../../lib/html.js";
import { postForm } from "./form.js";
import { renderPage } from "./layout.js";
import { type Language, TEXTS } from "./texts.js";

export function loginPage({ openConnect }: { openConnect: boolean }, language: Language): string {
  const { heading, text, asks, open, closed, button } = TEXTS[language].owners.login;
  return renderPage({
    title: `${heading} · Darkroom`,
    language,
    body: html`<div class="outcome">
<h1>${heading}</h1>
<p>${text}</p>
<p class="next">${asks} ${openConnect ? open : closed}</p>
<p class="actions"><a class="button" href="/login/instagram">${button}</a></p>
</div>`,
  });
}

/** A form, because any page can open an address. */
export function logoutPage(formToken: string, language: Language): string {
  const { heading, text, button, back } = TEXTS[language].owners.logout;
  return renderPage({
    title: `${button} · Darkroom`,
    language,
    body: html`<div class="outcome">
<h1>${heading}</h1>
<p>${text}</p>
<div class="actions">${postForm("/me/log-out", formToken, html`<button class="button">${button}</button>`)}<a class="button quiet" href="/me">${back}</a></div>
</div>`,
  });
}
