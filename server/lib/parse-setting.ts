import { compile } from "@fastify/proxy-addr";
import { ZodError } from "zod";
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from "./clock.js";
import { splitList } from "./net.js";
import { type KeyRing, parseKeyRing } from "./seal.js";
import { Secret } from "./secret.js";
import type { RateLimit } from "./use-counters.js";

/** The message continues a sentence that begins with the setting's name. */
export class InvalidSettingError extends Error {}

const UNITS_MS: Record<string, number> = { s: SECOND_MS, m: MINUTE_MS, h: HOUR_MS, d: DAY_MS };

/** `3h`, `7d`, `1.5h`: from one second to one year, or to `daysMax`. */
export function parseDurationMs(text: string, daysMax = 365): number {
  const match = /^(\d{1,6}(?:\.\d{1,3})?)([smhd])$/.exec(text);
  if (!match) throw new InvalidSettingError("must be a number and s, m, h or d");
  const ms = Number(match[1]) * (UNITS_MS[match[2] ?? ""] ?? 0);
  if (ms < SECOND_MS || ms > daysMax * DAY_MS) throw new InvalidSettingError(`must be from 1s to ${daysMax}d`);
  return ms;
}

/** A duration of at least a day, up to ten years. `off`: never. */
export function parseErasure(text: string): number | "off" {
  if (text === "off") return text;
  const ms = parseDurationMs(text, 3_650);
  if (ms < DAY_MS) throw new InvalidSettingError("must be `off`, or from 1d to 3650d");
  return ms;
}

/** `600/m`: a count per second, minute or hour. `off`: no limit. */
export function parseRateLimit(text: string): RateLimit | "off" {
  if (text === "off") return text;
  const [, number, unit = ""] = /^(\d{1,9})\/([smh])$/.exec(text) ?? [];
  if (!number || Number(number) === 0) {
    throw new InvalidSettingError("must be `off`, or a number above 0 with /s, /m or /h behind it");
  }
  return { max: Number(number), windowMs: UNITS_MS[unit] ?? 0 };
}

/** Without user, query or fragment; drops trailing slashes. */
export function parseHttpUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || !/^https?:$/.test(url.protocol))
    throw new InvalidSettingError("must be an address that begins with https:// or http://");
  if (url.username || url.password || url.hash || url.search)
    throw new InvalidSettingError("must hold no user, query or fragment");
  return text.replace(/\/+$/, "");
}

export function parseOrigin(text: string): string {
  const url = new URL(parseHttpUrl(text));
  if (url.pathname !== "/")
    throw new InvalidSettingError("must have no path: the server lives at the root of its host");
  return url.origin;
}

export function parseWebhookUrl(text: string): Secret {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || !/^https?:$/.test(url.protocol))
    throw new InvalidSettingError("must be an address that begins with https:// or http://");
  if (url.username || url.password || url.hash) throw new InvalidSettingError("must hold no user and no fragment");
  return new Secret(url.href);
}

/** A proxy's address, perhaps with user and password; `http://` is optional. */
export function parseProxy(text: string): URL {
  const full = text.includes("://") ? text : `http://${text}`;
  const url = URL.canParse(full) ? new URL(full) : null;
  if (!url || !/^https?:$/.test(url.protocol) || url.pathname !== "/")
    throw new InvalidSettingError("must be like http://proxy.example.com:3128, with http or https");
  return url;
}

/** A secret that is too long to guess. */
export function parseLongSecret(text: string): Secret {
  if (!/^\S{32,200}$/.test(text)) throw new InvalidSettingError("must have 32 to 200 characters and no spaces");
  return new Secret(text);
}

export function parseEmail(text: string): string {
  if (text.length > 254 || !/^[^\s@<>,;:"()[\]\\]+@[^\s@<>,;:"()[\]\\]+$/.test(text))
    throw new InvalidSettingError("must be an e-mail address such as you@example.com");
  return text;
}

export function parseEmails(text: string): string[] {
  const emails = splitList(text).map(parseEmail);
  if (emails.length === 0 || emails.length > 50)
    throw new InvalidSettingError("must be a comma list of 1 to 50 addresses");
  return emails;
}

export function parseOrigins(text: string): string[] {
  return splitList(text).map(parseOrigin);
}

/** Keeps addresses byte for byte, because Instagram compares them so. */
export function parseRedirectUris(text: string): string[] {
  const uris = splitList(text);
  if (uris.length === 0) throw new InvalidSettingError("must name at least one address");
  for (const uri of uris) {
    const url = URL.canParse(uri) ? new URL(uri) : null;
    if (!url || !/^https?:$/.test(url.protocol) || url.hash || url.search) {
      throw new InvalidSettingError("must be a comma list of http(s) addresses without query or fragment");
    }
  }
  return uris;
}

/** A list for Fastify's `trustProxy`, checked with Fastify's own parser. */
export function parseTrustProxy(text: string): string | false {
  if (text === "off") return false;
  try {
    compile(text.split(",").map((part) => part.trim()));
    return text;
  } catch {
    throw new InvalidSettingError("must be `loopback`, `off`, or a comma list of addresses and networks");
  }
}

export function parseSecretKeys(text: string): KeyRing {
  const ring = parseKeyRing(splitList(text));
  if (!ring) throw new InvalidSettingError("must be a comma list of id:base64-of-32-bytes, each id once");
  return ring;
}

const SECRETS_MAX = 10;

export function parseSecretList(text: string): Secret[] {
  const secrets = splitList(text);
  if (secrets.length === 0 || secrets.length > SECRETS_MAX || secrets.some((secret) => !/^\S{1,200}$/.test(secret)))
    throw new InvalidSettingError("must be a comma list of at most ten secrets, without spaces");
  return secrets.map((secret) => new Secret(secret));
}

export function settingProblem(error: unknown): string {
  if (error instanceof InvalidSettingError) return error.message;
  if (error instanceof ZodError) return error.issues.map(({ message }) => message).join(", ");
  throw error;
}

/** A comma list of hosts with optional ports; a leading `*.` matches any labels. */
export function parseHosts(text: string): string[] {
  const hosts = splitList(text.toLowerCase());
  if (hosts.length === 0 || hosts.some((host) => !/^(\*\.)?[\w-]+(\.[\w-]+)*(:\d{1,5})?$/.test(host)))
    throw new InvalidSettingError("must be a comma list of hosts, such as *.example.com");
  return hosts;
}

const BYTE_UNITS = ["", "K", "M", "G", "T"];

/** `50G`, `500M` or plain bytes; at least 10M. */
export function parseBytes(text: string): number {
  const match = /^(\d{1,15})([KMGT]?)B?$/i.exec(text);
  const bytes = match ? Number(match[1]) * 1024 ** BYTE_UNITS.indexOf((match[2] ?? "").toUpperCase()) : 0;
  if (bytes < 10 * 1024 ** 2 || bytes > Number.MAX_SAFE_INTEGER)
    throw new InvalidSettingError("must be a size from 10M up");
  return bytes;
}
