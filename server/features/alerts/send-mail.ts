import { createTransport } from "nodemailer";
import type { AppContext } from "../../app-context.js";
import type { SmtpAddress } from "../../config/smtp-url.js";
import { escapeHtml } from "../../lib/html.js";
import {
  type Attempt,
  type Message,
  type MessageItem,
  messageText,
  type OutgoingMessage,
  summaryOf,
} from "./message.js";

/** For each SMTP step, and for the whole conversation. */
const STEP_MS = 10_000;

const MAIL_MS = 30_000;

export async function sendMail(app: AppContext, outgoing: OutgoingMessage): Promise<Attempt> {
  const mail = app.config.alertMail;
  if (!mail) return { responseCode: null, error: "SMTP_URL is not set any more" };
  const transport = openTransport(mail.server);
  // NOTE: no AbortSignal.timeout: on Node 20 garbage collection may remove it.
  const limit = new AbortController();
  const timer = setTimeout(() => limit.abort(), MAIL_MS);
  try {
    const { rejected, response } = await transport.sendMail({
      from: { name: "Darkroom", address: mail.from },
      to: mail.to,
      messageId: `<${outgoing.id}@${mail.from.split("@")[1]}>`,
      date: outgoing.createdAt,
      headers: { "Auto-Submitted": "auto-generated" },
      signal: limit.signal,
      ...writeMail(outgoing.message),
    });
    if (rejected.length > 0)
      app.log.warn({ delivery: outgoing.id, rejectedCount: rejected.length }, "addresses refused");
    return { responseCode: Number.parseInt(response, 10) || null, error: null };
  } catch (error) {
    return attemptFrom(error);
  } finally {
    clearTimeout(timer);
    transport.close();
  }
}

function openTransport({ host, port, tls, login }: SmtpAddress) {
  return createTransport({
    host,
    port,
    secure: tls === "IMPLICIT",
    requireTLS: tls === "STARTTLS",
    ignoreTLS: tls === "NONE",
    ...(login ? { auth: { user: login.user, pass: login.password.reveal() } } : {}),
    dnsTimeout: STEP_MS,
    connectionTimeout: STEP_MS,
    greetingTimeout: STEP_MS,
    socketTimeout: STEP_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
    logger: false,
  });
}

/** Only fixed texts: a mail server's reply may repeat a name, an address or the mail. */
function attemptFrom(error: unknown): Attempt {
  if (!(error instanceof Error) || !("code" in error)) throw error;
  const responseCode = "responseCode" in error && typeof error.responseCode === "number" ? error.responseCode : null;
  const replyCode = responseCode === null ? "" : ` (${responseCode})`;
  return { responseCode, error: `${FAULTS[String(error.code)] ?? "the mail server failed"}${replyCode}` };
}

const FAULTS: Record<string, string> = {
  EABORT: "the mail server did not finish in time",
  ETIMEDOUT: "the mail server did not answer in time",
  ECONNECTION: "the mail server cannot be reached",
  ESOCKET: "the connection to the mail server failed",
  EDNS: "the mail server's name is not known",
  ETLS: "no encrypted connection to the mail server could be made",
  EAUTH: "the mail server refused the user and password of SMTP_URL",
  ENOAUTH: "the mail server wants a user and a password in SMTP_URL",
  EENVELOPE: "the mail server refused the sender or the addresses",
  EMESSAGE: "the mail server refused the mail",
};

export interface Mail {
  subject: string;
  text: string;
  html: string;
}

function writeMail(message: Message): Mail {
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
