import { messages as english, type SignInMessages } from "./en/sign-in-page.js";
import type { Locale } from "./languages.js";

/** The texts that the sign-in page shows before the dashboard is loaded, in each language. */
export const SIGN_IN_MESSAGES: Record<Locale, () => SignInMessages | Promise<SignInMessages>> = {
  en: () => english,
  de: async () => (await import("./de/sign-in-page.js")).messages,
};
