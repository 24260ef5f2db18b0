import { type Html, html } from "../lib/html.js";
import type { Answer } from "./answer.js";
import type { AuthorizeError, AuthorizeInput } from "./authorize.js";
import type { Sandbox } from "./create-sandbox.js";
import { TEST_ACCOUNTS, type TestAccount } from "./fixtures.js";
import { page } from "./page.js";
import { readProfile } from "./read-profile.js";
import { avatarUrl } from "./sign-url.js";

/** The consent form: account, permissions, yes or no. `loggedIn` skips the choice of account. */
export function consentPage(
  sandbox: Sandbox,
  { input, query, loggedIn }: { input: AuthorizeInput; query: URLSearchParams; loggedIn: TestAccount | null },
): Answer {
  const parameters = [...query].filter(([name]) => !name.startsWith("sandbox_"));
  const hidden = parameters.map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`);
  const content = html`
<h1>An app would like to read an Instagram account</h1>
<p class="faint">App <code>${input.clientId}</code> asks, and waits for the answer at <code>${new URL(input.redirectUri).origin}</code>.</p>
<form method="post" action="${sandbox.baseUrl()}/oauth/authorize">
${hidden}
<fieldset>
<legend>It may</legend>
<input type="hidden" name="sandbox_permissions_shown" value="1">
${input.scopes.map(permission)}
</fieldset>
${loggedIn ? knownAccount(sandbox, loggedIn, parameters) : chooser(sandbox)}
<div class="decide">
<button name="sandbox_decision" value="refuse">Refuse</button>
<button class="main" name="sandbox_decision" value="approve">Approve</button>
</div>
</form>`;
  return page("Approve an app – Sandbox Instagram", content);
}

export function errorPage(error: AuthorizeError): Answer {
  const content = html`
<h1>${error.message}</h1>
<p>${error.hint}</p>
<p class="faint">The app that sent you here asked in a way that Instagram refuses. Nothing was approved.</p>`;
  return page(`${error.message} – Sandbox Instagram`, content, 400);
}

function chooser(sandbox: Sandbox): Html {
  const cards = TEST_ACCOUNTS.map(
    (member, place) => html`<label class="account">
<input type="radio" name="sandbox_account" value="${member.key}"${place === 0 ? html` checked` : ""} required>
${describe(sandbox, member)}
</label>`,
  );
  return html`<fieldset><legend>Log in as</legend><div class="cast">${cards}</div></fieldset>`;
}

function knownAccount(sandbox: Sandbox, member: TestAccount, parameters: [string, string][]): Html {
  const again = new URLSearchParams([
    ...parameters.filter(([name]) => name !== "force_reauth"),
    ["force_reauth", "true"],
  ]);
  return html`<fieldset><legend>Logged in as</legend>
<div class="account">${describe(sandbox, member)}</div>
<input type="hidden" name="sandbox_account" value="${member.key}">
<p><a href="${sandbox.baseUrl()}/oauth/authorize?${again.toString()}">Choose another account</a></p></fieldset>`;
}

export function describe(sandbox: Sandbox, member: TestAccount): Html {
  const { username, name, picture } = readProfile(sandbox, member);
  const face =
    picture === null
      ? html`<span class="face" aria-hidden="true">${username.slice(0, 1).toUpperCase()}</span>`
      : html`<img class="face" src="${avatarUrl(sandbox, member, picture)}" alt="" width="56" height="56">`;
  return html`${face}<span class="who">${username} <span>${name ?? ""}</span></span><span class="special">${member.special}</span>`;
}

function permission(scope: string): Html {
  return html`<label class="permission"><input type="checkbox" name="sandbox_permission" value="${scope}" checked>
<span>${SCOPE_WORDS[scope] ?? scope}<small><code>${scope}</code></small></span></label>`;
}

const SCOPE_WORDS: Record<string, string> = {
  instagram_business_basic: "Read the profile and the posts",
  instagram_business_content_publish: "Publish posts",
  instagram_business_manage_comments: "Manage comments",
  instagram_business_manage_messages: "Manage messages",
  instagram_business_manage_insights: "See insights",
};
