import { createHash } from "node:crypto";
import { escapeHtml } from "../lib/escape-html.js";
import { type Answer, htmlAnswer } from "./answer.js";
import { STYLE } from "./page-style.js";

/** HTML that may be put into HTML as it is. */
export class Html {
  constructor(readonly text: string) {}
}

/** Builds HTML; everything that is not `Html` already is escaped. */
export function html(parts: TemplateStringsArray, ...values: (string | number | Html | Html[])[]): Html {
  return new Html(parts.reduce((text, part, place) => text + toHtml(values[place - 1] ?? "") + part));
}

/** A whole page: no script, nothing from elsewhere, in the dark too. */
export function page(title: string, content: Html, status = 200): Answer {
  const answer = htmlAnswer(
    html`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title}</title>
<style>${new Html(STYLE)}</style>
</head>
<body>
<header class="ribbon"><strong>Sandbox Instagram</strong> A pretend one, for trying things out. Nothing here reaches the real Instagram.</header>
<main>
${content}
</main>
</body>
</html>
`.text,
    status,
  );
  return { ...answer, headers: { ...answer.headers, ...SAFETY } };
}

/** NOTE: without `form-action`: browsers apply it to the redirect after the form too, which goes to the app. */
const SAFETY = {
  "content-security-policy": `default-src 'none'; img-src 'self'; style-src 'sha256-${createHash("sha256").update(STYLE).digest("base64")}'; base-uri 'none'; frame-ancestors 'none'`,
  "cache-control": "no-store",
  "referrer-policy": "no-referrer",
};

function toHtml(value: string | number | Html | Html[]): string {
  if (value instanceof Html) return value.text;
  if (Array.isArray(value)) return value.map(({ text }) => text).join("");
  return escapeHtml(String(value));
}
