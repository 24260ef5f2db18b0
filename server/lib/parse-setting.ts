import { ZodError } from "zod";
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from "./clock.js";
import { splitList } from "./net.js";
import { type KeyRing, parseKeyRing } from "./seal.js";
import { Secret } from "./secret.js";

/** What is wrong with a setting, as the rest of a sentence that begins with its name. */
export class SettingProblem extends Error {}

const UNITS_MS: Record<string, number> = { s: SECOND_MS, m: MINUTE_MS, h: HOUR_MS, d: DAY_MS };

/** `3h`, `7d`: from a minute to a year. */
export function parseDurationMs(text: string): number {
  const match = /^(\d{1,6})([smhd])$/.exec(text);
  if (!match) throw new SettingProblem("must be a number and s, m, h or d");
  const ms = Number(match[1]) * (UNITS_MS[match[2] ?? ""] ?? 0);
  if (ms < MINUTE_MS || ms > 365 * DAY_MS) throw new SettingProblem("must be from 1m to 365d");
  return ms;
}

/** An http(s) address without user, query or fragment, and without slashes at its end. */
export function parseHttpUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || !/^https?:$/.test(url.protocol))
    throw new SettingProblem("must be an address that begins with https:// or http://");
  if (url.username || url.password || url.hash || url.search)
    throw new SettingProblem("must hold no user, query or fragment");
  return text.replace(/\/+$/, "");
}

/** An http(s) address without a path. */
export function parseOrigin(text: string): string {
  const url = new URL(parseHttpUrl(text));
  if (url.pathname !== "/") throw new SettingProblem("must have no path: the server lives at the root of its host");
  return url.origin;
}

/** Addresses as given, byte for byte: Instagram compares them so. */
export function parseRedirectUris(text: string): string[] {
  const uris = splitList(text);
  for (const uri of uris) {
    const url = URL.canParse(uri) ? new URL(uri) : null;
    if (!url || !/^https?:$/.test(url.protocol) || url.hash || url.search) {
      throw new SettingProblem("must be a comma list of http(s) addresses without query or fragment");
    }
  }
  return uris;
}

export function parseDatabaseUrl(text: string): Secret {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || !/^postgres(ql)?:$/.test(url.protocol)) throw new SettingProblem("must begin with postgres://");
  if (url.pathname.length < 2) throw new SettingProblem("must name a database after the host");
  return new Secret(text);
}

export function parseSecretKeys(text: string): KeyRing {
  const ring = parseKeyRing(splitList(text));
  if (!ring) throw new SettingProblem("must be a comma list of id:base64-of-32-bytes, each id once");
  return ring;
}

/** The sentence for a fault that a parser threw. */
export function settingProblem(error: unknown): string {
  if (error instanceof SettingProblem) return error.message;
  if (error instanceof ZodError) return error.issues.map(({ message }) => message).join(", ");
  throw error;
}
