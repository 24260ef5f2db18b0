import { html } from "../../lib/html.js";
import { postForm } from "./form.js";
import { renderPage } from "./layout.js";

export function loginPage({ openConnect }: { openConnect: boolean }): string {
  return renderPage({
    title: "Log in with Instagram · Darkroom",
    body: html`<div class="outcome">
<h1>Log in with Instagram</h1>
<p>For the owners of connected accounts: see what this server stores of yours, download it, or delete it.</p>
<p class="next">Instagram asks you to log in and to agree. ${
      openConnect
        ? "If your account is not connected yet, it is connected then."
        : "Your account must be connected already."
    }</p>
<p class="actions"><a class="button" href="/login/instagram">Log in with Instagram</a></p>
</div>`,
  });
}

/** A form, because any page can open an address. */
export function logoutPage(formToken: string): string {
  return renderPage({
    title: "Log out · Darkroom",
    body: html`<div class="outcome">
<h1>Log out?</h1>
<p>You are logged in with Instagram in this browser.</p>
<div class="actions">${postForm("/me/log-out", formToken, html`<button class="button">Log out</button>`)}<a class="button quiet" href="/me">Back</a></div>
</div>`,
  });
}
