/** The languages of the dashboard, each by its own name. English is loaded first, another when it is chosen. */
export const LANGUAGES = { en: "English", de: "Deutsch" } as const;

export type Locale = keyof typeof LANGUAGES;

const FALLBACK: Locale = "en";

/** The language that was chosen in this browser, else the one that the reader prefers. */
export function initialLocale(stored: unknown, preferred: readonly string[]): Locale {
  return isLocale(stored) ? stored : preferredLocale(preferred);
}

/** The first of the languages that the reader prefers which the dashboard has. */
export function preferredLocale(preferred: readonly string[]): Locale {
  return preferred.map(languageOf).find(isLocale) ?? FALLBACK;
}

function isLocale(value: unknown): value is Locale {
  return typeof value === "string" && Object.hasOwn(LANGUAGES, value);
}

/** How dates and numbers are written: as the reader's own region does it, where it speaks the language. */
export function regionalLocale(locale: string, preferred: readonly string[]): string {
  return preferred.find((tag) => languageOf(tag) === locale && isTag(tag)) ?? locale;
}

/** Chromium under a POSIX locale prefers "en-US@posix", which no formatter takes. */
function isTag(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length > 0;
  } catch {
    return false;
  }
}

function languageOf(tag: string): string {
  return tag.toLowerCase().split("-")[0] ?? "";
}
