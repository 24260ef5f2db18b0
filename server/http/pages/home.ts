import { type Html, html } from "../../lib/html.js";
import { ownPath, renderPage } from "./layout.js";

export interface HomeFacts {
  mode: "sandbox" | "live";
  publicUrl: string;
  openConnect: boolean;
  /** INSTAGRAM_LOGIN: owners of connected accounts may log in. */
  instagramLogin: boolean;
  publicRead: boolean;
  accounts: readonly { username: string; pictureUrl: string | null }[];
  introspection: boolean;
  version: string;
}

export function homePage(facts: HomeFacts): string {
  return renderPage({
    title: "Darkroom: your Instagram posts by GraphQL",
    script: "/assets/home.js",
    body: html`${hero(facts)}<ol class="steps">${connectStep(facts)}${queryStep(facts)}${linksStep(facts)}</ol>`,
    footer: html`<p>Darkroom ${facts.version}. The README beside the server tells the rest.</p>`,
  });
}

const MODES = {
  sandbox: {
    name: "Sandbox",
    text: "This server talks to a pretend Instagram. No Meta app is needed, and nothing here is real.",
  },
  live: { name: "Live", text: "This server talks to the real Instagram." },
} as const;

function hero({ mode }: HomeFacts): Html {
  return html`<div class="hero">
<h1>Your Instagram posts, on your own site</h1>
<p>Darkroom keeps the posts of connected Instagram accounts up to date and gives them to your websites and apps by GraphQL.</p>
<p class="mode"><span class="badge ${mode}">${MODES[mode].name}</span> <span class="muted">${MODES[mode].text}</span></p>
</div>`;
}

function connectStep(facts: HomeFacts): Html {
  return html`<li class="panel">
${heading(1, "Connect an account")}
${accountList(facts)}
${facts.openConnect ? OPEN_CONNECT[facts.mode] : CLOSED_CONNECT}
${facts.instagramLogin && LOGIN}
</li>`;
}

const CONNECT_BUTTON = html`<p class="actions"><a class="button" href="/oauth/start">Connect an account</a></p>`;

const OPEN_CONNECT = {
  sandbox: html`<p>Choose one of the pretend accounts and agree, as its owner would. The real Instagram gives the posts of
professional accounts only: business or creator.</p>${CONNECT_BUTTON}`,
  live: html`<p>Instagram asks you to log in and to agree. It gives the posts of professional accounts only: business or
creator. You can switch in Instagram's settings, free of charge.</p>${CONNECT_BUTTON}`,
} as const;

const CLOSED_CONNECT = html`<p>On this server an operator connects accounts, in the dashboard. Instagram gives the posts of
professional accounts only: business or creator.</p>
<p class="actions"><a class="button" href="/admin/">Open the dashboard</a></p>`;

const LOGIN = html`<p>Is one of these accounts yours? See what is stored of it.</p>
<p class="actions"><a class="button quiet" href="/login/instagram">Log in with Instagram</a></p>`;

function accountList({ accounts, publicRead }: HomeFacts): Html | null {
  if (accounts.length === 0) return publicRead ? NO_ACCOUNT : null;
  return html`<ul class="accounts" aria-label="Connected accounts">${accounts.map(
    ({ username, pictureUrl }) => html`<li class="account">${face(username, pictureUrl)}<span>@${username}</span></li>`,
  )}</ul>`;
}

function face(username: string, pictureUrl: string | null): Html {
  if (pictureUrl === null)
    return html`<span class="face" aria-hidden="true">${username.slice(0, 1).toUpperCase()}</span>`;
  return html`<img class="face" src="${ownPath(pictureUrl)}" alt="" width="36" height="36" loading="lazy">`;
}

const NO_ACCOUNT = html`<div class="empty">
<svg viewBox="0 0 88 64" fill="none" stroke="currentColor" stroke-width="2" stroke-linejoin="round" aria-hidden="true"><path d="M2 8c28 6 56 6 84 0"/><path d="m16 15 22 2-3 34-22-2zM52 17l22-2 3 34-22 2z"/><path d="M26 12v8M64 12v8" stroke-width="3" stroke-linecap="round"/></svg>
<p><strong>No account is connected yet.</strong><br><span class="muted">The line is up. The first posts hang here as soon as there are some.</span></p>
</div>`;

/** Shown with line breaks, sent unchanged. */
export const FIRST_QUERY = `{
  account {
    username
    media(type: IMAGE, first: 6) {
      mediaUrl
      permalink
    }
  }
}`;

function queryStep(facts: HomeFacts): Html {
  return html`<li class="panel">
${heading(2, "Ask for its posts")}
${!facts.publicRead && html`<p>This server answers to API keys and to people who are signed in. An operator makes keys in the dashboard.</p>`}
<div class="try">
<div class="side">
<div class="bar"><strong>The query</strong><button class="button" id="run" type="button" hidden>Run</button></div>
<pre class="code" tabindex="0" role="region" aria-label="The query"><code id="query">${FIRST_QUERY}</code></pre>
</div>
<div class="side">
<div class="bar"><strong>The answer</strong><span class="muted" id="status" role="status">Press Run to see it here.</span></div>
<ul class="pictures" id="pictures" aria-label="Pictures in the answer"></ul>
<pre class="code" id="answer-box" tabindex="0" role="region" aria-label="The answer" hidden><code id="answer"></code></pre>
</div>
</div>
<div class="side">
<div class="bar"><strong>The same from a terminal</strong><span><span class="muted copied" id="copied" role="status"></span><button class="button quiet small" id="copy" type="button" hidden>Copy</button></span></div>
<pre class="code" tabindex="0" role="region" aria-label="The command"><code id="curl">${curl(facts)}</code></pre>
</div>
</li>`;
}

function curl({ publicUrl, publicRead }: HomeFacts): string {
  const body = JSON.stringify({ query: FIRST_QUERY.replace(/\s+/g, " ") });
  const lines = [`curl ${publicUrl}/graphql`, "-H 'content-type: application/json'", `-d '${body}'`];
  if (!publicRead) lines.splice(1, 0, '-H "authorization: Bearer $DARKROOM_KEY"');
  return lines.join(" \\\n  ");
}

function linksStep({ introspection }: HomeFacts): Html {
  const links = [
    introspection && link("/explorer", "Explorer", "Write queries, with help and the whole schema."),
    link("/admin/", "Dashboard", "Accounts, tokens, posts and API keys, for operators."),
    link("/healthz", "Health", "Whether this server is alive, for machines."),
  ];
  return html`<li class="panel">${heading(3, "Go on from here")}<ul class="links">${links}</ul></li>`;
}

function link(href: string, label: string, text: string): Html {
  return html`<li><a href="${href}"><strong>${label}</strong><span class="muted">${text}</span></a></li>`;
}

function heading(step: number, text: string): Html {
  return html`<h2><span class="number">${step}</span>${text}</h2>`;
}
