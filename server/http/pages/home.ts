import type { DemoFeed } from "../../features/feeds/demo-feed.js";
import { type Html, html } from "../../lib/html.js";
import type { PageTexts } from "./en/texts.js";
import { ownPath, renderPage } from "./layout.js";
import { postTiles } from "./post-tile.js";
import { type Language, TEXTS } from "./texts.js";

export interface HomeFacts {
  mode: "sandbox" | "live";
  publicUrl: string;
  openConnect: boolean;
  /** INSTAGRAM_LOGIN: owners of connected accounts may log in. */
  instagramLogin: boolean;
  publicRead: boolean;
  accounts: readonly { username: string; pictureUrl: string | null }[];
  /** How many there are; `accounts` has only the first ones. */
  accountCount: number;
  demo: DemoFeed | null;
  /** The account whose posts the query requests: `/?account=museum`. */
  account: string | null;
  introspection: boolean;
  version: string;
}

export function homePage(facts: HomeFacts, language: Language): string {
  const texts = TEXTS[language].home;
  return renderPage({
    title: texts.title,
    language,
    script: "/assets/home.js",
    body: html`${hero(facts, texts)}${facts.demo && demoFeed(facts.demo, language)}<ol class="steps">${connectStep(facts, texts)}${queryStep(facts, texts)}${linksStep(facts, texts)}</ol>`,
    footer: html`<p>${texts.footer(facts.version)}</p>`,
  });
}

type Texts = PageTexts["home"];

function hero({ mode }: HomeFacts, { hero, heroText, modes }: Texts): Html {
  return html`<div class="hero">
<h1>${hero}</h1>
<p>${heroText}</p>
<p class="mode"><span class="badge ${mode}">${modes[mode].name}</span> <span class="muted">${modes[mode].text}</span></p>
</div>`;
}

function demoFeed({ title, posts }: DemoFeed, language: Language): Html {
  const { demo } = TEXTS[language].home;
  const none = html`<p class="empty"><span><strong>${demo.none}</strong><br><span class="muted">${demo.noneText}</span></span></p>`;
  return html`<section class="panel demo" aria-labelledby="demo"><h2 id="demo">${title}</h2>
<p>${demo.text} <a href="/docs/feeds">${demo.more}</a></p>
${posts.length === 0 ? none : postTiles(posts, language)}
</section>`;
}

function connectStep(facts: HomeFacts, { connect }: Texts): Html {
  return html`<li class="panel">
${heading(1, connect.heading)}
${accountList(facts, connect)}
${
  facts.openConnect
    ? html`<p>${connect[facts.mode]}</p><p class="actions"><a class="button" href="/oauth/start">${connect.button}</a></p>`
    : html`<p>${connect.closed}</p><p class="actions"><a class="button" href="/admin/">${connect.dashboard}</a></p>`
}
${
  facts.instagramLogin &&
  html`<p>${connect.yours}</p><p class="actions"><a class="button quiet" href="/login/instagram">${connect.logIn}</a></p>`
}
</li>`;
}

function accountList({ accounts, accountCount, publicRead }: HomeFacts, texts: Texts["connect"]): Html | null {
  if (accounts.length === 0) return publicRead ? noAccount(texts) : null;
  return html`<ul class="accounts" aria-label="${texts.accounts}">${accounts.map(
    ({ username, pictureUrl }) =>
      html`<li><a class="account" href="/?account=${username}">${face(username, pictureUrl)}<span>@${username}</span></a></li>`,
  )}${accountCount > accounts.length && html`<li class="more muted">${texts.more(accountCount - accounts.length)}</li>`}</ul>`;
}

function face(username: string, pictureUrl: string | null): Html {
  if (pictureUrl === null)
    return html`<span class="face" aria-hidden="true">${username.slice(0, 1).toUpperCase()}</span>`;
  return html`<img class="face" src="${facePath(pictureUrl)}" alt="" width="36" height="36" loading="lazy">`;
}

/** The smallest rendition, which is sharp at this size on any screen. */
function facePath(pictureUrl: string): string {
  const path = ownPath(pictureUrl);
  return path.startsWith("/files/") ? `${path}/96` : path;
}

function noAccount({ none, noneText }: Texts["connect"]): Html {
  return html`<div class="empty">
<svg viewBox="0 0 88 64" fill="none" stroke="currentColor" stroke-width="2" stroke-linejoin="round" aria-hidden="true"><path d="M2 8c28 6 56 6 84 0"/><path d="m16 15 22 2-3 34-22-2zM52 17l22-2 3 34-22 2z"/><path d="M26 12v8M64 12v8" stroke-width="3" stroke-linecap="round"/></svg>
<p><strong>${none}</strong><br><span class="muted">${noneText}</span></p>
</div>`;
}

/** Shown with line breaks, sent unchanged. */
export function firstQuery(account: string | null): string {
  return `{
  account${account === null ? "" : `(username: ${JSON.stringify(account)})`} {
    username
    media(type: IMAGE, first: 6) {
      mediaUrl
      permalink
    }
  }
}`;
}

function queryStep(facts: HomeFacts, { query, script }: Texts): Html {
  const runsAtOnce = facts.publicRead && facts.account !== null;
  return html`<li class="panel" id="query-step">
${heading(2, query.heading)}
${!facts.publicRead && html`<p>${query.keys}</p>`}
<div class="try">
<div class="side">
<div class="bar"><strong>${query.query}</strong><button class="button" id="run" type="button" data-texts="${JSON.stringify(script)}"${runsAtOnce && html` data-runs`} hidden>${query.run}</button></div>
<pre class="code" tabindex="0" role="region" aria-label="${query.query}"><code id="query">${firstQuery(facts.account)}</code></pre>
</div>
<div class="side">
<div class="bar"><strong>${query.answer}</strong><span class="muted" id="status" role="status">${query.hint}</span></div>
<ul class="pictures" id="pictures" aria-label="${query.pictures}"></ul>
<pre class="code" id="answer-box" tabindex="0" role="region" aria-label="${query.answer}" hidden><code id="answer"></code></pre>
</div>
</div>
<div class="side">
<div class="bar"><strong>${query.terminal}</strong><span><span class="muted copied" id="copied" role="status"></span><button class="button quiet small" id="copy" type="button" hidden>${query.copy}</button></span></div>
<pre class="code" tabindex="0" role="region" aria-label="${query.command}"><code id="curl">${curl(facts)}</code></pre>
</div>
</li>`;
}

function curl({ publicUrl, publicRead, account }: HomeFacts): string {
  const body = JSON.stringify({ query: firstQuery(account).replace(/\s+/g, " ") });
  const lines = [`curl ${publicUrl}/graphql`, "-H 'content-type: application/json'", `-d '${body}'`];
  if (!publicRead) lines.splice(1, 0, '-H "authorization: Bearer $DARKROOM_KEY"');
  return lines.join(" \\\n  ");
}

function linksStep({ introspection }: HomeFacts, { links: texts }: Texts): Html {
  const links = [
    link("/docs/", texts.docs, texts.docsText),
    introspection && link("/docs/schema", texts.schema, texts.schemaText),
    introspection && link("/explorer", texts.explorer, texts.explorerText),
    link("/admin/", texts.dashboard, texts.dashboardText),
    link("/healthz", texts.health, texts.healthText),
  ];
  return html`<li class="panel">${heading(3, texts.heading)}<ul class="links">${links}</ul></li>`;
}

function link(href: string, label: string, text: string): Html {
  return html`<li><a href="${href}"><strong>${label}</strong><span class="muted">${text}</span></a></li>`;
}

function heading(step: number, text: string): Html {
  return html`<h2><span class="number">${step}</span>${text}</h2>`;
}
