import type { MessageKey } from "../i18n/use-translate.js";

/** Origins that the pattern of an address does not fit: any local port, and web views of apps. */
const WHOLE: readonly string[] = ["http://localhost:*", "capacitor://localhost", "tauri://localhost"];

/** An error of react-admin's: a key of a text, and what fills it in. */
interface OriginError {
  message: MessageKey;
  args: Record<string, string>;
}

/** The origins of written lines, which may hold several, parted by spaces or commas. */
export function originsIn(lines: readonly string[]): string[] {
  return lines.flatMap((line) => line.split(/[\s,]+/)).filter((origin) => origin !== "");
}

/** What is wrong with the first wrong origin; undefined where all are good. The server looks more closely. */
export function validateOrigins(lines: readonly string[] = []): OriginError | undefined {
  const origins = originsIn(lines);
  if (origins.length === 0) return { message: "darkroom.keys.origin.none", args: {} };
  for (const origin of origins) {
    const error = validateOrigin(origin);
    if (error) return { ...error, args: { ...error.args, origin } };
  }
}

function validateOrigin(origin: string): OriginError | null {
  if (WHOLE.includes(origin.toLowerCase())) return null;
  if (!/^https?:\/\//i.test(origin)) return { message: "darkroom.keys.origin.no_scheme", args: schemeFor(origin) };
  const [, scheme = "", label = "", rest = ""] = /^(https?:\/\/)([^.]*)\.?(.*)$/i.exec(origin) ?? [];
  const isStarred = origin.includes("*");
  if (isStarred && (rest.includes("*") || !/^[\w-]*\*[\w-]*$/.test(label))) return error("star_place");
  if (isStarred && label !== "*" && label.length < 4) return error("star_alone");
  const plain = isStarred ? scheme + rest : origin;
  if (!URL.canParse(plain)) return error("no_address");
  const { origin: whole, href, hostname } = new URL(plain);
  if (isStarred && !hostname.includes(".")) return error("star_name");
  return href === `${whole}/` ? null : { message: "darkroom.keys.origin.path", args: { whole } };
}

/** Browsers trust this machine without a certificate, so nobody serves https there. */
function schemeFor(origin: string): { scheme: string } {
  return { scheme: /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:|\/|$)/i.test(origin) ? "http://" : "https://" };
}

function error(name: "no_address" | "star_alone" | "star_name" | "star_place"): OriginError {
  return { message: `darkroom.keys.origin.${name}`, args: {} };
}
