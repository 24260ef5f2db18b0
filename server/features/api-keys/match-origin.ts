import { getDomain } from "tldts";

/** Any port of localhost, for development. */
const LOCALHOST = "http://localhost:*";
/** What web views of apps send as their origin, where it is no http address. */
const APPS: readonly string[] = ["capacitor://localhost", "tauri://localhost"];
/** The characters that `*` matches: those of one host name label, as browsers send it (lower case, punycode). */
const IN_LABEL = /^[a-z0-9_-]+$/;
/** A first label with one `*`: alone, or with at least three other characters. */
const STARRED = /^[a-z0-9_-]*\*[a-z0-9_-]*$/;
const FIXED_MIN = 3;
const LABEL_MAX = 63;

/** True if a pattern allows the browser's origin. A `*` in the first label matches one or more characters, never a dot. */
export function matchOrigin(patterns: readonly string[], origin: string): boolean {
  const folded = origin.toLowerCase();
  return patterns.some((pattern) => matches(pattern, folded));
}

/** Indexes patterns by host, so that an origin is compared only with those of its own host. */
export function originMatcher(patterns: readonly string[]): (origin: string) => boolean {
  const byHost = new Map<string, string[]>();
  for (const pattern of patterns) {
    const place = pattern.includes("*") ? familyOf(pattern) : pattern;
    const others = byHost.get(place);
    if (others) others.push(pattern);
    else byHost.set(place, [pattern]);
  }
  return (origin) => {
    const folded = origin.toLowerCase();
    return [folded, familyOf(folded), LOCALHOST].some((place) => matchOrigin(byHost.get(place) ?? [], folded));
  };
}

export function parseOriginPattern(text: string): string | null {
  const folded = text.trim().toLowerCase();
  if (folded === LOCALHOST || APPS.includes(folded)) return folded;
  const [, scheme = "", host = ""] = /^(https?:\/\/)(.+)$/.exec(folded) ?? [];
  const [label = "", ...labels] = host.split(".");
  const rest = labels.join(".");
  const isStarred = host.includes("*");
  if (isStarred && !mayStar(label, rest)) return null;
  const plain = scheme + (isStarred ? rest : host);
  if (!URL.canParse(plain)) return null;
  const url = new URL(plain);
  if (url.pathname !== "/" || url.search || url.hash || url.username || url.password) return null;
  if (!isStarred) return `${scheme}${url.host}`;
  // `*.com` and `shop-*.co.uk` would include foreign sites.
  return getDomain(url.hostname, { validateHostname: false }) === null ? null : `${scheme}${label}.${url.host}`;
}

function mayStar(label: string, rest: string): boolean {
  if (!STARRED.test(label) || rest.includes("*") || label.length > LABEL_MAX) return false;
  return label === "*" || label.length - 1 >= FIXED_MIN;
}

function matches(pattern: string, folded: string): boolean {
  if (pattern === LOCALHOST) return /^http:\/\/localhost(:\d{1,5})?$/.test(folded);
  const [before = "", after] = pattern.split("*");
  if (after === undefined) return pattern === folded;
  if (folded.length <= before.length + after.length || !folded.startsWith(before) || !folded.endsWith(after))
    return false;
  return IN_LABEL.test(folded.slice(before.length, folded.length - after.length));
}

function familyOf(origin: string): string {
  return origin.replace(/^(https?:\/\/)[^.]*\./, "$1*.");
}
