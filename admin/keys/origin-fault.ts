const LOCALHOST = "http://localhost:*";

/** The origins of a written text, one a line or parted by spaces or commas. */
export function originsIn(text: string): string[] {
  return text.split(/[\s,]+/).filter((origin) => origin !== "");
}

/** What is wrong with the first wrong origin, in words; null where all are good. The server looks more closely. */
export function faultOfOrigins(origins: readonly string[]): string | null {
  for (const origin of origins) {
    const fault = faultOf(origin);
    if (fault) return `${origin}: ${fault}`;
  }
  return null;
}

function faultOf(origin: string): string | null {
  if (origin === LOCALHOST) return null;
  if (!/^https?:\/\//i.test(origin)) return `begin with https://, such as https://${origin}.`;
  const [, scheme = "", label = "", rest = ""] = /^(https?:\/\/)([^.]*)\.?(.*)$/i.exec(origin) ?? [];
  const isStarred = origin.includes("*");
  if (isStarred && (rest.includes("*") || !/^[\w-]*\*[\w-]*$/.test(label))) {
    return "one * may stand in the first part of the name, as in https://*.example.com or https://*--shop.netlify.app.";
  }
  if (isStarred && label !== "*" && label.length < 4) return "beside a * stand at least three fixed characters.";
  const plain = isStarred ? scheme + rest : origin;
  if (!URL.canParse(plain)) return "this is no address.";
  const { origin: whole, href, hostname } = new URL(plain);
  if (isStarred && !hostname.includes(".")) return "a * needs a name of two parts behind it.";
  return href === `${whole}/` ? null : `remove everything after the host: ${whole}.`;
}
