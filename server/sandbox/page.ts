import { createHash } from "node:crypto";
import { type Html, html, trusted } from "../lib/html.js";
import { type Answer, htmlAnswer } from "./answer.js";

const STYLE = `
:root { color-scheme: light dark; --paper: #f7f6f8; --card: #ffffff; --ink: #1d1a22; --faint: #625b6e; --line: #dcd7e2; --accent: #6a3fc4; --on-accent: #ffffff; --tint: #f1ebfd; --ribbon: linear-gradient(90deg, #6a3fc4, #b8327f 60%, #c24a16); }
@media (prefers-color-scheme: dark) { :root { --paper: #131117; --card: #1d1a23; --ink: #f1eef5; --faint: #aaa2b8; --line: #38323f; --accent: #b79cff; --on-accent: #1a1029; --tint: #2a2338; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; }
.ribbon { padding: .55rem 1rem; text-align: center; font-size: .9rem; color: #fff; background: var(--ribbon); }
.ribbon strong { margin-right: .5em; }
main { max-width: 46rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; }
h1 { font-size: 1.6rem; line-height: 1.25; letter-spacing: -.015em; margin: .75rem 0 .4rem; text-wrap: balance; }
h2, legend { font-size: 1rem; font-weight: 650; margin: 0 0 .6rem; padding: 0; }
p { margin: .25rem 0 1rem; }
.faint { color: var(--faint); }
code { font-family: ui-monospace, "SF Mono", Menlo, Consolas, monospace; font-size: .88em; overflow-wrap: anywhere; }
fieldset { border: 0; margin: 1.5rem 0 0; padding: 0; min-width: 0; }
.cast { display: grid; grid-template-columns: repeat(auto-fill, minmax(19rem, 1fr)); gap: .6rem; }
@media (max-width: 22rem) { .cast { grid-template-columns: 1fr; } }
.account { display: grid; grid-template-columns: 3.5rem 1fr auto; gap: .1rem .85rem; align-items: start; grid-template-rows: auto 1fr; padding: .8rem; background: var(--card); border: 1px solid var(--line); border-radius: .9rem; }
label.account { cursor: pointer; transition: border-color .12s, background-color .12s; }
label.account:hover { border-color: var(--accent); }
label.account:has(:checked) { border-color: var(--accent); background: var(--tint); box-shadow: inset 0 0 0 1px var(--accent); }
label.account:has(:focus-visible) { outline: 3px solid var(--accent); outline-offset: 2px; }
.account input { grid-column: 3; grid-row: 1 / span 2; width: 1.2rem; height: 1.2rem; margin: .15rem 0 0; accent-color: var(--accent); }
.face { grid-column: 1; grid-row: 1 / span 2; width: 3.5rem; height: 3.5rem; border-radius: 50%; object-fit: cover; background: var(--tint); display: grid; place-items: center; font-weight: 650; font-size: 1.3rem; color: var(--accent); }
.who { grid-column: 2; font-weight: 650; overflow-wrap: anywhere; }
.who span { font-weight: 400; color: var(--faint); }
.special { grid-column: 2; font-size: .88rem; line-height: 1.4; color: var(--faint); }
.permission { display: flex; gap: .7rem; align-items: flex-start; padding: .7rem .8rem; background: var(--card); border: 1px solid var(--line); border-radius: .9rem; margin-bottom: .5rem; cursor: pointer; }
.permission input { width: 1.2rem; height: 1.2rem; margin: .15rem 0 0; accent-color: var(--accent); flex: none; }
.permission small { display: block; color: var(--faint); }
.decide { position: sticky; bottom: 0; display: flex; gap: .7rem; margin: 1.5rem -1rem 0; padding: .9rem 1rem; background: var(--paper); border-top: 1px solid var(--line); }
button, .button { flex: 1; min-height: 3rem; padding: .6rem 1rem; border-radius: .8rem; border: 1px solid var(--line); background: var(--card); color: var(--ink); font: inherit; font-weight: 650; cursor: pointer; }
button.main { background: var(--accent); border-color: var(--accent); color: var(--on-accent); }
button:hover { filter: brightness(1.06); }
button:focus-visible, a:focus-visible, input:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
a { color: var(--accent); text-underline-offset: .15em; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .35rem 1rem; margin: 0; }
dt { color: var(--faint); }
dd { margin: 0; overflow-wrap: anywhere; }
@media (max-width: 30rem) { dl { grid-template-columns: 1fr; gap: 0; } dd { margin-bottom: .6rem; } }
@media (prefers-reduced-motion: reduce) { * { transition: none !important; } }
`;

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
