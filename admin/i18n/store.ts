import { localStorageStore, type Store } from "react-admin";

const LOCALE = "locale";

/** What react-admin remembers in this browser. Signing out forgets it, except for the language. */
export const store: Store = keepingLocale(localStorageStore());

function keepingLocale(inner: Store): Store {
  return {
    ...inner,
    reset() {
      const locale = inner.getItem(LOCALE);
      inner.reset();
      if (locale) inner.setItem(LOCALE, locale);
    },
  };
}

export function storedLocale(): unknown {
  return store.getItem(LOCALE);
}
