import type { OwnAccount } from "../../features/owners/read-own-account.js";
import type { FailureCause } from "../../instagram/errors.js";
import { type Html, html, safeHref } from "../../lib/html.js";
import { formField, postForm } from "./form.js";
import { instant } from "./instant.js";
import { ownPath, renderPage } from "./layout.js";
import { postTiles } from "./post-tile.js";
import { type Language, TEXTS } from "./texts.js";

export function mePage(account: OwnAccount, formToken: string, language: Language): string {
  return renderPage({
    title: `@${account.username} · Darkroom`,
    language,
    body: html`<div class="me">${profile(account, formToken, language)}${notice(account, language)}${posts(
      account,
      language,
    )}${facts(account, language)}${actions(formToken, language)}</div>`,
  });
}

function profile(account: OwnAccount, formToken: string, language: Language): Html {
  const { username, name, biography, website, pictureUrl } = account;
  const { me, logout } = TEXTS[language].owners;
  const portrait = pictureUrl
    ? html`<img class="portrait" src="${safeHref(ownPath(pictureUrl))}" alt="${me.portrait(username)}" width="96" height="96">`
    : html`<span class="portrait initial" aria-hidden="true">${username.slice(0, 1).toUpperCase()}</span>`;
  return html`<section class="panel profile" aria-labelledby="who">
<div class="who">${portrait}<div><h1 id="who">${name || `@${username}`}</h1><p class="muted">@${username}</p></div>
${postForm("/me/log-out", formToken, html`<button class="button quiet small">${logout.button}</button>`)}</div>
${biography ? html`<p class="biography">${biography}</p>` : html`<p class="muted">${me.noBiography}</p>`}
${website && html`<p><a href="${safeHref(website)}" rel="noreferrer nofollow">${website}</a></p>`}
</section>`;
}

function notice({ token, status }: OwnAccount, language: Language): Html | null {
  if (status !== "RECONNECT_REQUIRED") return null;
  const { me, notices } = TEXTS[language].owners;
  const text = notices[token?.failure?.cause as FailureCause] ?? me.renew;
  return html`<section class="panel notice" aria-labelledby="notice">
<h2 id="notice">${me.lost}</h2>
<p>${me.lostText} ${text}</p>
<p class="actions"><a class="button" href="/login/instagram">${me.logInAgain}</a></p>
</section>`;
}

function posts({ posts }: OwnAccount, language: Language): Html {
  const { me } = TEXTS[language].owners;
  return html`<section class="panel" aria-labelledby="posts"><h2 id="posts">${me.posts}</h2>
${posts.length === 0 ? html`<p class="muted">${me.noPosts}</p>` : postTiles(posts, language)}
</section>`;
}

function facts(account: OwnAccount, language: Language): Html {
  const { connectedAt, syncedAt, paused, stale } = account;
  const { me } = TEXTS[language].owners;
  const synced = syncedAt ? instant(syncedAt, language) : me.notSynced;
  const note = paused ? me.paused : stale ? me.stale : "";
  return html`<section class="panel" aria-labelledby="facts"><h2 id="facts">${me.facts}</h2>
<dl class="facts">
<dt>${me.synced}</dt><dd>${synced}${note && html`<span class="muted"> ${note}</span>`}</dd>
<dt>${me.access}</dt><dd>${access(account, language)}</dd>
<dt>${me.connected}</dt><dd>${instant(connectedAt, language)}</dd>
</dl>
<p class="muted">${me.copies} <a href="/privacy">${me.all}</a></p>
</section>`;
}

function access({ token, status }: OwnAccount, language: Language): Html | string {
  const { me } = TEXTS[language].owners;
  if (!token || status === "RECONNECT_REQUIRED") return me.noAccess;
  return html`${me.validUntil} ${instant(token.expiresAt, language)}, ${me.left(token.daysLeft)} <span class="muted">${me.renews}</span>`;
}

function actions(formToken: string, language: Language): Html {
  const { me } = TEXTS[language].owners;
  return html`<section class="panel" aria-labelledby="data"><h2 id="data">${me.data}</h2>
<div class="choice"><p><strong>${me.download}</strong><br>${me.downloadText}</p>
${postForm("/me/download", formToken, html`<button class="button quiet">${me.downloadButton}</button>`)}</div>
<div class="choice"><p><strong>${me.disconnect}</strong><br>${me.disconnectText}</p>
<a class="button quiet" href="/me/disconnect">${me.disconnectButton}</a></div>
<div class="choice"><p><strong>${me.delete}</strong><br>${me.deleteText}</p>
<a class="button quiet" href="/me/delete">${me.deleteButton}</a></div>
</section>`;
}

/** What cannot be undone; its form is posted to `/me/…`. */
export type FinalAct = "disconnect" | "delete";

export function confirmPage(act: FinalAct, formToken: string, language: Language): string {
  const { warning, back, [act]: texts } = TEXTS[language].owners.confirm;
  return renderPage({
    title: `${texts.heading} · Darkroom`,
    language,
    body: html`<div class="outcome">
<h1>${texts.heading}</h1>
<p>${texts.text}</p>
<p class="next">${warning}</p>
<form class="actions" method="post" action="/me/${act}">${formField(formToken)}
<button class="button danger">${texts.label}</button><a class="button quiet" href="/me">${back}</a></form>
</div>`,
  });
}
