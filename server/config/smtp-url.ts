import { isLocalHost } from "../lib/net.js";
import { InvalidSettingError } from "../lib/parse-setting.js";
import { Secret } from "../lib/secret.js";

export interface SmtpAddress {
  host: string;
  port: number;
  /** `IMPLICIT`: TLS from the first byte. `STARTTLS`: required before authentication. */
  tls: "IMPLICIT" | "STARTTLS" | "NONE";
  /** Null: without authentication. */
  login: { user: string; password: Secret } | null;
}

/**
 * `smtp://user:password@host[:587]` or `smtps://…[:465]`. `smtp:` requires STARTTLS, except on localhost or with `?tls=off`.
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
