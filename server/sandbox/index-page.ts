import { html } from "../lib/html.js";
import type { Answer } from "./answer.js";
import { describe } from "./consent-page.js";
import { SANDBOX_APP_SECRET, type Sandbox } from "./create-sandbox.js";
import { TEST_ACCOUNTS } from "./fixtures.js";
import { page } from "./page.js";

export function indexPage(sandbox: Sandbox): Answer {
  const base = sandbox.baseUrl();
  const settings = [...clientSettings(sandbox)].map(
    ([name, value]) => html`<dt><code>${name}</code></dt><dd><code>${value}</code></dd>`,
  );
  const cast = TEST_ACCOUNTS.map((member) => html`<div class="account">${describe(sandbox, member)}</div>`);
  return page(
    "Sandbox Instagram",
    html`
<h1>A pretend Instagram</h1>
<p class="faint">It answers as the real hosts do, for an app that was told these addresses. Faults and time travel:
<code>POST ${base}/_control</code> from this machine.</p>
<h2>Tell your app</h2>
<dl>${settings}</dl>
<fieldset><legend>The cast</legend><div class="cast">${cast}</div></fieldset>`,
  );
}

/** A client's settings by Darkroom's names. Hides a secret that an operator chose. */
export function clientSettings(sandbox: Sandbox): Map<string, string> {
  const base = sandbox.baseUrl();
  const secret = sandbox.appSecret.reveal();
  const isOwn = secret === SANDBOX_APP_SECRET.reveal();
  return new Map([
    ["INSTAGRAM_AUTHORIZE_URL", `${base}/oauth/authorize`],
    ["INSTAGRAM_API_URL", base],
    ["INSTAGRAM_GRAPH_URL", base],
    ["INSTAGRAM_CDN_HOSTS", new URL(base).hostname],
    ["INSTAGRAM_APP_ID", sandbox.appId],
    ["INSTAGRAM_APP_SECRET", isOwn ? secret : "the one you set"],
  ]);
}
