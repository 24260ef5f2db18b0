import { createHash } from "node:crypto";
import { type Html, html, trusted } from "../lib/html.js";
import { type Answer, htmlAnswer } from "./answer.js";
import { STYLE } from "./page-style.js";

/** A whole page, without scripts and external resources, with dark mode. */
export function page(title: string, content: Html, status = 200): Answer {
  const answer = htmlAnswer(
    html`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title}</title>
<style>${trusted(STYLE)}</style>
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

/** NOTE: no `form-action`: browsers apply it also to the redirect after the form, which leads to the app. */
const SAFETY = {
  "content-security-policy": `default-src 'none'; img-src 'self'; style-src 'sha256-${createHash("sha256").update(STYLE).digest("base64")}'; base-uri 'none'; frame-ancestors 'none'`,
  "cache-control": "no-store",
  "referrer-policy": "no-referrer",
};
