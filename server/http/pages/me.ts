import type { OwnAccount, OwnPost } from "../../features/owners/read-own-account.js";
import type { FailureCause } from "../../instagram/errors.js";
import { type Html, html, safeHref } from "../../lib/html.js";
import { formField, postForm } from "./form.js";
import { ownPath, renderPage } from "./layout.js";

export function mePage(account: OwnAccount, formToken: string): string {
  return renderPage({
    title: `@${account.username} · Darkroom`,
    body: html`<div class="me">${profile(account, formToken)}${notice(account)}${posts(account)}${facts(account)}${actions(
      formToken,
    )}</div>`,
  });
}

function profile({ username, name, biography, website, pictureUrl }: OwnAccount, formToken: string): Html {
  const portrait = pictureUrl
    ? html`<img class="portrait" src="${safeHref(ownPath(pictureUrl))}" alt="Portrait of @${username}" width="96" height="96">`
    : html`<span class="portrait initial" aria-hidden="true">${username.slice(0, 1).toUpperCase()}</span>`;
  return html`<section class="panel profile" aria-labelledby="who">
<div class="who">${portrait}<div><h1 id="who">${name || `@${username}`}</h1><p class="muted">@${username}</p></div>
${postForm("/me/log-out", formToken, html`<button class="button quiet small">Log out</button>`)}</div>
${biography ? html`<p class="biography">${biography}</p>` : html`<p class="muted">There is no biography.</p>`}
${website && html`<p><a href="${safeHref(website)}" rel="noreferrer nofollow">${website}</a></p>`}
</section>`;
}

function notice({ token, status }: OwnAccount): Html | null {
  if (status !== "RECONNECT_REQUIRED") return null;
  const text = NOTICES[token?.failure?.cause as FailureCause] ?? "Log in with Instagram again, which renews it.";
  return html`<section class="panel notice" aria-labelledby="notice">
<h2 id="notice">This server can no longer read your account</h2>
<p>Instagram does not accept the access that you gave. The posts below are the last ones that were stored. ${text}</p>
<p class="actions"><a class="button" href="/login/instagram">Log in with Instagram again</a></p>
</section>`;
}

const NOTICES: Partial<Record<FailureCause, string>> = {
  CHECKPOINT: "Open the Instagram app, do what it asks for, then log in here again.",
  PERMISSION_MISSING: "A permission was switched off: log in again and leave every permission switched on.",
  ACCOUNT_NOT_PROFESSIONAL:
    "Your account is a personal one now: switch it to a professional one in Instagram's settings, then log in here again.",
  ACCOUNT_UNAVAILABLE:
    "Instagram says that the account does not exist: look into the Instagram app, then log in here again.",
  NOT_A_TESTER:
    "Meta lets this app read its testers' accounts only: accept the invitation at instagram.com/accounts/manage_access, then log in here again.",
};

function posts({ posts }: OwnAccount): Html {
  return html`<section class="panel" aria-labelledby="posts"><h2 id="posts">Newest posts</h2>
${posts.length === 0 ? NO_POSTS : html`<ul class="pictures posts">${posts.map(postItem)}</ul>`}
</section>`;
}

const NO_POSTS = html`<p class="muted">There are no posts yet. New ones appear after the next sync.</p>`;

function postItem({ permalink, timestamp, imageUrl, alt }: OwnPost): Html {
  const picture = imageUrl
    ? html`<img src="${safeHref(ownPath(imageUrl))}" alt="${alt}" width="320" height="320" loading="lazy">`
    : html`<span class="blank">No picture<br>${day(timestamp)}</span>`;
  return permalink
    ? html`<li><a href="${safeHref(permalink)}" rel="noreferrer">${picture}</a></li>`
    : html`<li>${picture}</li>`;
}

function facts(account: OwnAccount): Html {
  const { connectedAt, syncedAt, paused, stale } = account;
  const synced = syncedAt ? instant(syncedAt) : "not yet";
  const note = paused ? " Syncing is paused by the operator." : stale ? " The last sync failed or is late." : "";
  return html`<section class="panel" aria-labelledby="facts"><h2 id="facts">What this server holds</h2>
<dl class="facts">
<dt>Last synced</dt><dd>${synced}${note && html`<span class="muted">${note}</span>`}</dd>
<dt>Access to Instagram</dt><dd>${access(account)}</dd>
<dt>Connected since</dt><dd>${instant(connectedAt)}</dd>
</dl>
<p class="muted">Beside the profile and the posts it stores copies of the pictures. <a href="/privacy">Privacy</a> lists everything.</p>
</section>`;
}

function access({ token, status }: OwnAccount): Html | string {
  if (!token || status === "RECONNECT_REQUIRED") return "No longer valid.";
  const left = token.daysLeft === 1 ? "1 day" : `${token.daysLeft} days`;
  return html`Valid until ${instant(token.expiresAt)}, ${left} left. <span class="muted">This server renews it by itself.</span>`;
}

function actions(formToken: string): Html {
  return html`<section class="panel" aria-labelledby="data"><h2 id="data">Your data</h2>
<div class="choice"><p><strong>Download</strong><br>One ZIP archive: everything that is stored of your account as JSON, and the pictures.</p>
${postForm("/me/download", formToken, html`<button class="button quiet">Download my data</button>`)}</div>
<div class="choice"><p><strong>Disconnect</strong><br>This server forgets its access and deletes everything of your account.</p>
<a class="button quiet" href="/me/disconnect">Disconnect …</a></div>
<div class="choice"><p><strong>Delete</strong><br>The same, with a confirmation code and a page that says what was deleted.</p>
<a class="button quiet" href="/me/delete">Delete my data …</a></div>
</section>`;
}

function instant(at: Date): Html {
  return html`<time datetime="${at.toISOString()}">${INSTANT.format(at)} UTC</time>`;
}

function day(at: Date): Html {
  return html`<time datetime="${at.toISOString()}">${DAY.format(at)}</time>`;
}

const DAY = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone: "UTC" });
const INSTANT = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeStyle: "short", timeZone: "UTC" });

export interface Farewell {
  heading: string;
  text: string;
  action: string;
  label: string;
}

export function confirmPage({ heading, text, action, label }: Farewell, formToken: string): string {
  return renderPage({
    title: `${heading} · Darkroom`,
    body: html`<div class="outcome">
<h1>${heading}</h1>
<p>${text}</p>
<p class="next">This cannot be undone. Your account and your posts at Instagram stay as they are.</p>
<form class="actions" method="post" action="${action}">${formField(formToken)}
<button class="button danger">${label}</button><a class="button quiet" href="/me">Back</a></form>
</div>`,
  });
}

export const DISCONNECT: Farewell = {
  heading: "Disconnect your account?",
  text: "This server forgets its access to your account, and deletes the profile, the posts and the pictures that it stores. Sites that show them stop doing so.",
  action: "/me/disconnect",
  label: "Disconnect",
};

export const DELETE: Farewell = {
  heading: "Delete your data?",
  text: "This server deletes its access to your account, the profile, the posts and the pictures that it stores. Sites that show them stop doing so. You get a confirmation code, and a page that says what was deleted.",
  action: "/me/delete",
  label: "Delete my data",
};
