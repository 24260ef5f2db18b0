import { escapeHtml } from "../../lib/escape-html.js";
import { type Message, type MessageItem, messageText, summaryOf } from "./message.js";

export interface Mail {
  subject: string;
  text: string;
  html: string;
}

/** The message as a mail: plain text, and the same as HTML in which every word is escaped. */
export function writeMail(message: Message): Mail {
  return { subject: `Darkroom: ${message.subject}`, text: messageText(message), html: mailHtml(message) };
}

function mailHtml(message: Message): string {
  const { subject, items, dashboardUrl } = message;
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>${escapeHtml(subject)}</title></head>
<body style="font:16px/1.5 system-ui,sans-serif;max-width:40em;margin:1em auto;padding:0 1em">
<h1 style="font-size:1.2em">${escapeHtml(subject)}</h1>
${items.map(itemHtml).join("\n")}
${summaryOf(message)
  .map((sentence) => `<p>${escapeHtml(sentence)}</p>`)
  .join("")}
<p><a href="${escapeHtml(dashboardUrl)}">Open the dashboard</a></p>
</body></html>`;
}

function itemHtml({ text, nextStep, reconnectUrl }: MessageItem): string {
  const link = reconnectUrl
    ? `<br><a href="${escapeHtml(reconnectUrl)}">Reconnect the account</a> (good once, for 7 days)`
    : "";
  return `<p><strong>${escapeHtml(text)}</strong><br>${escapeHtml(nextStep)}${link}</p>`;
}
