import { isLocalHost } from "../lib/net.js";
import { InvalidSettingError } from "../lib/parse-setting.js";
import { Secret } from "../lib/secret.js";

/** A mail server that takes messages, and who we are to it. */
export interface SmtpAddress {
  host: string;
  port: number;
  /** `IMPLICIT` from the first byte on, `STARTTLS` demanded, or `NONE`. */
  tls: "IMPLICIT" | "STARTTLS" | "NONE";
  /** Null: it wants no name. */
  login: { user: string; password: Secret } | null;
}

/**
 * `smtp://user:password@host[:587]` or `smtps://…[:465]`. `smtp:` demands STARTTLS, but not of this machine, nor where the
 * address says `?tls=off`.
 */
export function parseSmtpUrl(text: string): SmtpAddress {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || !/^smtps?:$/.test(url.protocol) || !url.hostname)
    throw new InvalidSettingError("must begin with smtp:// or smtps:// and a host");
  if (!/^\/?$/.test(url.pathname) || url.hash) throw new InvalidSettingError("must end after the host and its port");
  if (Boolean(url.username) !== Boolean(url.password))
    throw new InvalidSettingError("must hold both a user and a password, or neither");
  const isImplicit = url.protocol === "smtps:";
  const isPlain = isLocalHost(url.hostname) || url.searchParams.get("tls") === "off";
  return {
    host: url.hostname.replace(/^\[|\]$/g, ""),
    port: Number(url.port || (isImplicit ? 465 : 587)),
    tls: isImplicit ? "IMPLICIT" : isPlain ? "NONE" : "STARTTLS",
    login: url.username ? { user: decoded(url.username), password: new Secret(decoded(url.password)) } : null,
  };
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw new InvalidSettingError("must write % in its user or password as %25");
  }
}
