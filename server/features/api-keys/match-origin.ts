import { getDomain } from "tldts";

/** Any port of this machine's own sites, for development. */
const LOCALHOST = "http://localhost:*";
/** What a `*` may stand for: characters of one label of a host name, as browsers send it (lower case, punycode). */
const IN_LABEL = /^[a-z0-9_-]+$/;
/** A first label that holds one `*`: alone, or among at least three fixed characters. */
const STARRED = /^[a-z0-9_-]*\*[a-z0-9_-]*$/;
const FIXED_MIN = 3;
const LABEL_MAX = 63;

/**
 * Whether an origin, as a browser sends it, is one that the patterns allow. A `*` in the first label stands for one or more
 * characters of that label, never for a dot.
 */
export function matchOrigin(patterns: readonly string[], origin: string): boolean {
  const asked = origin.toLowerCase();
  return patterns.some((pattern) => matches(pattern, asked));
}

/** Patterns laid out so that an origin is compared with those of its own host only, however many there are. */
export function originMatcher(patterns: readonly string[]): (origin: string) => boolean {
  const byPlace = new Map<string, string[]>();
  for (const pattern of patterns) {
    const place = pattern.includes("*") ? familyOf(pattern) : pattern;
    const others = byPlace.get(place);
    if (others) others.push(pattern);
    else byPlace.set(place, [pattern]);
  }
  return (origin) => {
    const asked = origin.toLowerCase();
    return [asked, familyOf(asked), LOCALHOST].some((place) => matchOrigin(byPlace.get(place) ?? [], asked));
  };
}

/** An origin pattern in the one way it is stored; null when it is none. */
export function parseOriginPattern(text: string): string | null {
  const wanted = text.trim().toLowerCase();
  if (wanted === LOCALHOST) return LOCALHOST;
  const [, scheme = "", host = ""] = /^(https?:\/\/)(.+)$/.exec(wanted) ?? [];
  const [label = "", ...labels] = host.split(".");
  const rest = labels.join(".");
  const isStarred = host.includes("*");
  if (isStarred && !mayStar(label, rest)) return null;
  const plain = scheme + (isStarred ? rest : host);
  if (!URL.canParse(plain)) return null;
  const url = new URL(plain);
  if (url.pathname !== "/" || url.search || url.hash || url.username || url.password) return null;
  if (!isStarred) return `${scheme}${url.host}`;
  // `*.com` and `shop-*.co.uk` would let in sites of anybody.
  return getDomain(url.hostname, { validateHostname: false }) === null ? null : `${scheme}${label}.${url.host}`;
}

function mayStar(label: string, rest: string): boolean {
  if (!STARRED.test(label) || rest.includes("*") || label.length > LABEL_MAX) return false;
  return label === "*" || label.length - 1 >= FIXED_MIN;
}

function matches(pattern: string, asked: string): boolean {
  if (pattern === LOCALHOST) return /^http:\/\/localhost(:\d{1,5})?$/.test(asked);
  const [before = "", after] = pattern.split("*");
  if (after === undefined) return pattern === asked;
  if (asked.length <= before.length + after.length || !asked.startsWith(before) || !asked.endsWith(after)) return false;
  return IN_LABEL.test(asked.slice(before.length, asked.length - after.length));
}

/** The origin with any first label. */
function familyOf(origin: string): string {
  return origin.replace(/^(https?:\/\/)[^.]*\./, "$1*.");
}
