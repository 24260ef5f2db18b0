import type { ErasedKind } from "../../db/schema/erasures.js";
import type { ErasureStatus } from "../../features/privacy/read-erasure.js";
import { type Html, html } from "../../lib/html.js";
import { renderPage } from "./layout.js";
import { type Contact, contactText } from "./owner-results.js";
import type { Result } from "./result-page.js";

/** The state of a deletion request. Contains no name. */
export function erasurePage(status: ErasureStatus | "TEST", contact: Contact): string {
  const { heading, text } = status === "TEST" ? TEST : textOf(status, contact);
  return renderPage({
    title: `${heading} · Darkroom`,
    body: html`<div class="outcome">
<h1>${heading}</h1>
<p>${text}</p>
${status !== "TEST" && facts(status)}
</div>`,
  });
}

export const UNKNOWN_CODE: Result = {
  heading: "This code is not known here",
  text: "No request to delete data has this code on this server, or it is older than three years.",
  nextStep: "Check that the address is complete.",
  tone: "neutral",
};

const TEST = {
  heading: "This was a test",
  text: "Somebody tested the address for deletion requests. Nothing was deleted.",
};

function textOf({ state }: ErasureStatus, contact: Contact): { heading: string; text: string } {
  switch (state) {
    case "PENDING":
      return {
        heading: "The data will be deleted",
        text: "This server has the request and deletes the data as soon as it can, usually within a minute. Open this page again to see when it is done.",
      };
    case "ERASED":
      return {
        heading: "The data is deleted, the last files follow",
        text: "The access to Instagram, the profile and the posts are deleted, and no picture can be reached any more. The pictures' files are being deleted now.",
      };
    case "DONE":
      return {
        heading: "The data is deleted",
        text: "Everything that this server stored of the account is deleted, the files too. This receipt stays; it does not say whose data it was.",
      };
    case "NOT_FOUND":
      return {
        heading: "There was nothing to delete",
        text: "This server stored no data of the person whom the request names.",
      };
    case "AMBIGUOUS":
      return {
        heading: "The data is not deleted yet",
        text: `The request names an id that more than one account on this server has, so nothing was deleted. Ask ${contactText(contact)} to delete the right one.`,
      };
  }
}

function facts({ requestedAt, erasedAt, finishedAt, counts }: ErasureStatus): Html {
  const rows = Object.entries(KINDS).map(([kind, label]) => {
    const count = counts?.[kind as ErasedKind];
    return count !== undefined && html`<dt>${label}</dt><dd>${String(count)}</dd>`;
  });
  return html`<dl class="facts">
<dt>Requested</dt><dd>${instant(requestedAt)}</dd>
${erasedAt && html`<dt>Deleted</dt><dd>${instant(erasedAt)}</dd>`}
${finishedAt && html`<dt>Finished</dt><dd>${instant(finishedAt)}</dd>`}
${rows}
</dl>`;
}

const KINDS: Record<ErasedKind, string> = {
  ACCOUNTS: "Profiles",
  TOKENS: "Access tokens",
  POSTS: "Posts and parts of albums",
  PICTURES: "Addresses of pictures and videos",
  FILES: "Files",
  SYNC_RUNS: "Records of syncs",
  ALERTS: "Alerts",
  MESSAGES: "Mentions in waiting messages",
  CONNECT_LINKS: "Connect links",
  OAUTH_STATES: "Started connections",
  KEY_GRANTS: "Permissions of sites",
  JOB_ITEMS: "Entries of bulk jobs",
  AUDIT_DETAILS: "Details in the audit log",
};

function instant(at: Date): Html {
  return html`<time datetime="${at.toISOString()}">${INSTANT.format(at)} UTC</time>`;
}

const INSTANT = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeStyle: "short", timeZone: "UTC" });
