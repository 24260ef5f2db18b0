import polyglotI18nProvider from "ra-i18n-polyglot";
import type { I18nProvider } from "react-admin";
import { formatOf } from "./format.js";
import { initialLocale, LANGUAGES, type Locale } from "./languages.js";
import { MESSAGES } from "./messages.js";
import { serverText } from "./server-text.js";
import { storedLocale } from "./store.js";

/** react-admin's translations, in the language that was chosen in this browser, else in the one it prefers. */
export async function createI18nProvider(): Promise<I18nProvider> {
  const initial = initialLocale(storedLocale(), navigator.languages);
  const initialMessages = await MESSAGES[initial]();
  let current: string = initial;
  const inner = polyglotI18nProvider(
    (locale) => (locale === initial ? initialMessages : MESSAGES[locale as Locale]()),
    initial,
    Object.entries(LANGUAGES).map(([locale, name]) => ({ locale, name })),
    { replace: replacement(() => current) },
  );
  document.documentElement.lang = initial;
  return {
    ...inner,
    // React-admin's forms show the server's sentences by this, which are no keys.
    translate: (key, options) => {
      const text = inner.translate(key, options);
      return text === key && options?._ === key ? serverText(key, inner.translate) : text;
    },
    async changeLocale(locale) {
      await inner.changeLocale(locale);
      current = locale;
      document.documentElement.lang = locale;
    },
  };
}

/** How polyglot fills in placeholders, but for numbers: those are written as the reader's region does it. */
function replacement(locale: () => string) {
  return function replace(this: string, placeholder: RegExp, fill: (match: string, name: string) => unknown) {
    return this.replace(placeholder, (match: string, name: string) => {
      const value = fill(match, name);
      return typeof value === "number" ? formatOf(locale()).number(value) : String(value);
    });
  };
}
