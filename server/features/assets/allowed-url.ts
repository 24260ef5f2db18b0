import { isIP } from "node:net";
import type { Config } from "../../config/config.js";
import { HOUR_MS } from "../../lib/clock.js";
import { isLocalHost } from "../../lib/net.js";
import { CopyError } from "./copy-error.js";

export interface AllowedUrl {
  url: URL;
  /** The operator configured this very host, so it may be private. */
  mayBePrivate: boolean;
}

/**
 * The address to read a picture from, if its host is allowed: the three configured addresses, and the hosts of
 * INSTAGRAM_CDN_HOSTS by https.
 * @throws {CopyError} HOST_NOT_ALLOWED
 */
export function allowedUrl(config: Config, source: string): AllowedUrl {
  const url = URL.canParse(source) ? insideAddress(config, new URL(source)) : null;
  if (!url || url.username || url.password) throw new CopyError("HOST_NOT_ALLOWED");
  const { authorizeUrl, apiUrl, graphUrl } = config.instagram;
  if ([authorizeUrl, apiUrl, graphUrl].some((address) => new URL(address).origin === url.origin)) {
    return { url, mayBePrivate: true };
  }
  const isNamed = config.cdnHosts.includes(url.host) || (isLocal(url) && config.cdnHosts.includes(url.hostname));
  if (isNamed && isLocal(url)) return { url, mayBePrivate: true };
  const isMeant = isNamed || (url.port === "" && config.cdnHosts.some((host) => matches(host, url.hostname)));
  if (!isMeant || url.protocol !== "https:") throw new CopyError("HOST_NOT_ALLOWED");
  return { url, mayBePrivate: false };
}

function matches(pattern: string, hostname: string): boolean {
  return pattern.startsWith("*.") && hostname.endsWith(pattern.slice(1)) && hostname.length >= pattern.length;
}

function isLocal({ hostname }: URL): boolean {
  return isLocalHost(hostname) || isIP(hostname.replace(/^\[|\]$/g, "")) !== 0;
}

/** The sandbox issues public addresses; the server itself uses loopback. */
function insideAddress({ mode, publicUrl, instagram }: Config, url: URL): URL {
  const outside = `${publicUrl}/sandbox/`;
  if (mode !== "sandbox" || !url.href.startsWith(outside)) return url;
  return new URL(`${instagram.graphUrl}/${url.href.slice(outside.length)}`);
}

/** For an address without an expiry. */
const LIFE_MS = HOUR_MS;

/** The expiry of Instagram's signed address from its `oe` (Unix seconds in hex); without one, an hour after `now`. */
export function signatureExpiry(source: string, now: Date): Date {
  const hex = new URL(source).searchParams.get("oe") ?? "";
  return /^[0-9a-f]{8}$/i.test(hex) ? new Date(Number.parseInt(hex, 16) * 1_000) : new Date(now.getTime() + LIFE_MS);
}
