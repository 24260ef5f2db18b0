import { createHash } from "node:crypto";

/** Inline: an error page must not depend on a second request. A test compares it with admin/brand.ts. */
export const STYLE = `
:root {
  color-scheme: light dark;
  --ground: #faf6f2;
  --surface: #ffffff;
  --sunken: #f2ebe4;
  --line: #dfd4ca;
  --control: #857669;
  --ink: #211914;
  --muted: #66584d;
  --accent: #a83a08;
  --accent-ink: #ffffff;
  --good: #1a6640;
  --bad: #a31d36;
  --mono: ui-monospace, "Cascadia Mono", Menlo, Consolas, monospace;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #15100e;
    --surface: #1f1815;
    --sunken: #0e0a09;
    --line: #3b302a;
    --control: #8f8076;
    --ink: #f6eee8;
    --muted: #bcada2;
    --accent: #ff9d5c;
    --accent-ink: #241104;
    --good: #74d3a0;
    --bad: #ff8f9b;
  }
}
*, ::before, ::after { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body {
  background: var(--ground); color: var(--ink); display: flex; flex-direction: column; font: 1rem/1.6 system-ui, sans-serif;
  margin: 0; min-height: 100vh; overflow-wrap: break-word;
}
h1, h2, p, ul, ol, pre, figure { margin: 0; padding: 0; }
ul, ol { list-style: none; }
h1 { font-size: clamp(1.75rem, 1.2rem + 2.6vw, 2.75rem); letter-spacing: -0.02em; line-height: 1.15; text-wrap: balance; }
h2 { font-size: 1.25rem; letter-spacing: -0.01em; line-height: 1.3; }
a { color: var(--accent); text-underline-offset: 0.2em; }
a:hover { text-decoration-thickness: 2px; }
:focus-visible { border-radius: 0.25rem; outline: 3px solid var(--accent); outline-offset: 3px; }
code, pre { font-family: var(--mono); font-size: 0.875rem; }
[hidden] { display: none !important; }
header, main, footer { margin-inline: auto; max-width: 62rem; padding-inline: 1.25rem; width: 100%; }
header { padding-block: 1.25rem; }
main { flex: 1; padding-block: 1rem 4rem; }
footer { color: var(--muted); display: flex; flex-wrap: wrap; font-size: 0.875rem; gap: 0.25rem 1.5rem; padding-block: 1.25rem 2rem; }
footer a { color: inherit; }
.skip { left: 1rem; position: absolute; top: -4rem; }
.skip:focus { background: var(--surface); padding: 0.5rem 1rem; top: 0.5rem; }
.home { align-items: center; color: inherit; display: inline-flex; font-size: 1.125rem; font-weight: 650; gap: 0.625rem; text-decoration: none; }
.mark { display: block; flex: none; height: 2rem; width: 2rem; }
.muted { color: var(--muted); }
.button {
  align-items: center; background: var(--accent); border: 1px solid var(--accent); border-radius: 0.625rem; color: var(--accent-ink);
  cursor: pointer; display: inline-flex; font: inherit; font-weight: 600; justify-content: center; min-height: 2.75rem;
  padding: 0.5rem 1.25rem; text-decoration: none; transition: filter 0.15s;
}
.button:hover { filter: brightness(1.1); }
.button.quiet { background: transparent; border-color: var(--control); color: var(--ink); }
.button.small { font-size: 0.875rem; min-height: 2rem; padding: 0.125rem 0.75rem; }
.button[disabled] { cursor: progress; opacity: 0.7; }
.hero { display: grid; gap: 1rem; padding-block: clamp(1rem, 4vw, 3rem) 2.5rem; }
.hero p { font-size: 1.125rem; max-width: 42rem; }
.mode { align-items: baseline; display: flex; flex-wrap: wrap; gap: 0.25rem 0.75rem; }
.hero .mode { font-size: 0.9375rem; max-width: none; }
.badge { border: 1px solid currentColor; border-radius: 99rem; color: var(--accent); font-size: 0.8125rem; font-weight: 650; padding: 0.0625rem 0.75rem; }
.badge.live { color: var(--good); }
.steps { display: grid; gap: 1.25rem; grid-template-columns: minmax(0, 1fr); }
.panel { background: var(--surface); border: 1px solid var(--line); border-radius: 1rem; display: grid; gap: 1rem; grid-template-columns: minmax(0, 1fr); padding: clamp(1.25rem, 3vw, 2rem); }
.panel > p { max-width: 42rem; }
.demo { margin-bottom: 1.25rem; }
.number { color: var(--accent); font-variant-numeric: tabular-nums; margin-right: 0.5rem; }
.actions { align-items: center; display: flex; flex-wrap: wrap; gap: 0.75rem 1rem; }
.empty { align-items: center; border: 1.5px dashed var(--control); border-radius: 0.75rem; display: flex; flex-wrap: wrap; gap: 1rem 1.25rem; padding: 1.25rem; }
.empty p { flex: 1; min-width: 12rem; }
.empty svg { color: var(--control); flex: none; height: 4rem; width: 5.5rem; }
.accounts { display: flex; flex-wrap: wrap; gap: 0.5rem; }
.account { align-items: center; background: var(--sunken); border-radius: 99rem; display: flex; gap: 0.625rem; max-width: 100%; padding: 0.25rem 1rem 0.25rem 0.25rem; }
.account { color: inherit; text-decoration: none; }
.account:hover { background: var(--line); }
.more { align-self: center; padding-inline: 0.25rem; }
.account span { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.face { background: var(--line); border-radius: 50%; display: grid; flex: none; font-weight: 600; height: 2.25rem; object-fit: cover; place-items: center; width: 2.25rem; }
.code { background: var(--sunken); border: 1px solid var(--line); border-radius: 0.75rem; line-height: 1.55; max-height: 22rem; overflow: auto; padding: 1rem; }
.try { display: grid; gap: 1.25rem; }
.side { align-content: start; display: grid; gap: 0.75rem; grid-template-columns: minmax(0, 1fr); }
.bar { align-items: center; display: flex; flex-wrap: wrap; gap: 0.5rem 1rem; justify-content: space-between; min-height: 2.75rem; }
.bar strong { font-size: 0.9375rem; }
.pictures { display: grid; gap: 0.375rem; grid-template-columns: repeat(3, minmax(0, 1fr)); }
.pictures:empty:has(+ [hidden]) { border: 1.5px dashed var(--line); border-radius: 0.75rem; min-height: 14.5rem; }
.pictures li { min-width: 0; }
.pictures a { border-radius: 0.5rem; display: block; overflow: hidden; }
.pictures img { aspect-ratio: 1; background: var(--sunken); display: block; height: auto; object-fit: cover; width: 100%; }
.links { display: grid; gap: 0.75rem; grid-template-columns: repeat(auto-fit, minmax(13rem, 1fr)); }
.links a { background: var(--ground); border: 1px solid var(--line); border-radius: 0.75rem; color: inherit; display: block; height: 100%; padding: 1rem 1.25rem; text-decoration: none; }
.links a:hover { border-color: var(--accent); }
.links strong { color: var(--accent); display: block; }
.outcome { display: grid; gap: 1.25rem; justify-items: start; margin-inline: auto; max-width: 36rem; padding-block: clamp(1rem, 8vw, 5rem); }
.outcome h1 { font-size: clamp(1.75rem, 1.4rem + 1.6vw, 2.25rem); }
.outcome .next { border-left: 3px solid var(--accent); padding-left: 1rem; }
.sign { height: 3.5rem; width: 3.5rem; }
.person { position: relative; }
.person .sign { background: var(--ground); border-radius: 50%; bottom: -0.25rem; height: 2.25rem; position: absolute; right: -0.5rem; width: 2.25rem; }
.copied:not(:empty) { margin-right: 0.75rem; }
.good { color: var(--good); }
.bad { color: var(--bad); }
.neutral { color: var(--accent); }
.me { display: grid; gap: 1.25rem; grid-template-columns: minmax(0, 1fr); }
.who { align-items: center; display: flex; flex-wrap: wrap; gap: 1rem 1.25rem; }
.who > div { flex: 1; min-width: 9rem; }
.who h1 { font-size: clamp(1.5rem, 1.2rem + 1.6vw, 2.25rem); }
.portrait.initial { display: grid; font-size: 2.5rem; font-weight: 600; place-items: center; }
.biography { white-space: pre-line; }
.notice { border-color: var(--bad); }
.posts { grid-template-columns: repeat(2, minmax(0, 1fr)); }
.blank { align-items: center; aspect-ratio: 1; background: var(--sunken); color: var(--muted); display: flex; flex-direction: column; font-size: 0.875rem; justify-content: center; padding: 0.5rem; text-align: center; }
.facts { display: grid; gap: 0.25rem 1.5rem; margin: 0; }
.facts dt { color: var(--muted); }
.facts dd { margin: 0 0 0.5rem; }
.choice { align-items: center; display: flex; flex-wrap: wrap; gap: 0.75rem 1.5rem; justify-content: space-between; }
.choice p { flex: 1 1 16rem; max-width: 34rem; }
.button.danger { background: var(--bad); border-color: var(--bad); }
.prose { display: grid; gap: 1rem; max-width: 46rem; }
.prose h2 { margin-top: 1rem; }
.prose li + li { margin-top: 0.375rem; }
.prose ul { list-style: disc; padding-left: 1.25rem; }
.table { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; }
th, td { border-bottom: 1px solid var(--line); padding: 0.5rem 0.75rem 0.5rem 0; text-align: left; vertical-align: top; }
.portrait { background: var(--line); border-radius: 50%; display: block; height: 6rem; object-fit: cover; width: 6rem; }
@media (min-width: 48rem) {
  .try { grid-template-columns: minmax(0, 5fr) minmax(0, 6fr); }
  .posts { grid-template-columns: repeat(4, minmax(0, 1fr)); }
  .facts { grid-template-columns: max-content minmax(0, 1fr); }
  .facts dd { margin: 0; }
}
@media (max-width: 40rem) {
  thead { display: none; }
  tr, td { display: block; }
  tr { border-bottom: 1px solid var(--line); padding-block: 0.75rem; }
  td { border: 0; padding: 0; }
  td:first-child { font-weight: 600; }
  td:last-child { color: var(--muted); }
}
@media (prefers-reduced-motion: reduce) {
  * { transition: none !important; }
}
@media (forced-colors: active) {
  .panel, .account, .code { border: 1px solid CanvasText; }
}
`;

export const STYLE_SOURCE = `'sha256-${createHash("sha256").update(STYLE).digest("base64")}'`;
