import { type Html, html } from "../../lib/html.js";

/** `formToken` proves that this server rendered the form for the owner. */
export function postForm(action: string, formToken: string, button: Html): Html {
  return html`<form method="post" action="${action}">${formField(formToken)}${button}</form>`;
}

export function formField(formToken: string): Html {
  return html`<input type="hidden" name="form" value="${formToken}">`;
}
