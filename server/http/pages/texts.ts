import { german } from "./de/texts.js";
import { english, type PageTexts } from "./en/texts.js";

/** The languages of the server's own pages. */
export type Language = "en" | "de";

export const TEXTS: Record<Language, PageTexts> = { en: english, de: german };

/** The API's error messages are in this language only; pages in another one say less about an error. */
export const ERROR_LANGUAGE: Language = "en";
