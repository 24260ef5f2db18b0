import type { FastifyRequest } from "fastify";
import type { Language } from "./pages/texts.js";

const LENGTH_MAX = 500;

/** `?lang=`, otherwise the browser's preference, otherwise English. */
export function languageOf({ query, headers }: FastifyRequest): Language {
  // An address that cannot be read has no query.
  const { lang } = (query ?? {}) as Record<string, unknown>;
  if (lang === "de" || lang === "en") return lang;
  const accepted = (headers["accept-language"] ?? "").slice(0, LENGTH_MAX).toLowerCase().split(",").map(preference);
  const weight = (language: Language) =>
    Math.max(0, ...accepted.filter(({ tag }) => tag === language).map(({ q }) => q));
  return weight("de") > weight("en") ? "de" : "en";
}

function preference(part: string): { tag: string; q: number } {
  const [tag = "", ...parameters] = part.split(";").map((text) => text.trim());
  const q = parameters.find((text) => text.startsWith("q="))?.slice(2);
  return { tag: tag.replace(/-.*$/, ""), q: q === undefined ? 1 : Number.parseFloat(q) || 0 };
}
