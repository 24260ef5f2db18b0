import type { FastifyReply } from "fastify";
import { languageOf } from "./language.js";
import { PAGE_HEADERS } from "./pages/layout.js";
import type { Language } from "./pages/texts.js";

/** Sends a page in the reader's language. */
export function sendPage(
  reply: FastifyReply,
  page: (language: Language) => string,
  headers: Readonly<Record<string, string>> = PAGE_HEADERS,
): FastifyReply {
  const language = languageOf(reply.request);
  const vary = [reply.getHeader("vary"), "Accept-Language"].flat().filter(Boolean).join(", ");
  return reply.headers({ ...headers, "content-language": language, vary }).send(page(language));
}
