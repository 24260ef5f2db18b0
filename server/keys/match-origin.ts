/** Any port of this machine's own sites, for development. */
const LOCALHOST = "http://localhost:*";
/** One label of a host name, as browsers send it: lower case, punycode. */
const LABEL = "[a-z0-9_-]+";

/** Whether an origin, as a browser sends it, is one that the patterns allow. A leading `*.` stands for exactly one label. */
export function matchOrigin(patterns: readonly string[], origin: string): boolean {
  const asked = origin.toLowerCase();
  return patterns.some((pattern) => {
    if (pattern === LOCALHOST) return /^http:\/\/localhost(:\d{1,5})?$/.test(asked);
    if (!pattern.includes("*")) return pattern === asked;
    const [scheme = "", rest = ""] = pattern.split("*");
    return asked.startsWith(scheme) && asked.endsWith(rest) && isLabel(asked.slice(scheme.length, -rest.length));
  });
}

/** An origin pattern in the one way it is stored; null when it is none. */
export function parseOriginPattern(text: string): string | null {
  const wanted = text.trim().toLowerCase();
  if (wanted === LOCALHOST) return LOCALHOST;
  const [, scheme, wildcard, host] = /^(https?:\/\/)(\*\.)?([^*]+)$/.exec(wanted) ?? [];
  if (!scheme || !host || !URL.canParse(scheme + host)) return null;
  const url = new URL(scheme + host);
  if (url.pathname !== "/" || url.search || url.hash || url.username || url.password) return null;
  // `*.com` would let in every site of the world.
  if (wildcard && !/^[^.]+\.[^.]/.test(url.hostname)) return null;
  return `${scheme}${wildcard ?? ""}${url.host}`;
}

function isLabel(text: string): boolean {
  return new RegExp(`^${LABEL}$`).test(text);
}
