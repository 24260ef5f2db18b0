import { messages as english, type Messages } from "./en/messages.js";
import type { Locale } from "./languages.js";

/** The texts of the whole dashboard in each language. */
export const MESSAGES: Record<Locale, () => Messages | Promise<Messages>> = {
  en: () => english,
  de: async () => (await import("./de/messages.js")).messages,
};
