import { validateOrigins } from "../keys/validate-origins.js";

/** The origin that pages at this address send; null where it is no address of a site. The scheme may be left out. */
export function siteOrigin(address: string): string | null {
  const text = address.trim();
  const whole = /^[a-z]+:\/\//i.test(text) ? text : `${isThisMachine(text) ? "http" : "https"}://${text}`;
  if (text === "" || text.includes("*") || !URL.canParse(whole)) return null;
  const { origin, hostname } = new URL(whole);
  const isSite = hostname.includes(".") || isThisMachine(hostname);
  return isSite && validateOrigins([origin]) === undefined ? origin : null;
}

function isThisMachine(text: string): boolean {
  return /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])([:/]|$)/i.test(text);
}
