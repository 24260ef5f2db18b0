import { type Html, html } from "../../lib/html.js";

/** A form of one button that acts for the owner who is logged in: the token proves that this server drew it for them. */
export function postForm(action: string, formToken: string, button: Html): Html {
  return html`<form method="post" action="${action}">${formField(formToken)}${button}</form>`;
}

export function formField(formToken: string): Html {
  return html`<input type="hidden" name="form" value="${formToken}">`;
}
