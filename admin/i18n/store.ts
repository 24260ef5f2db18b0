import { localStorageStore, type Store } from "react-admin";

const LOCALE = "locale";
/** The version of Darkroom that was last seen in this browser. */
export const VERSION_SEEN = "versionSeen";

/** What react-admin remembers in this browser. Signing out forgets it, except for the language and the version seen. */
export const store: Store = keeping([LOCALE, VERSION_SEEN], localStorageStore());

function keeping(keys: readonly string[], inner: Store): Store {
  return {
    ...inner,
    reset() {
      const kept = keys.map((key) => [key, inner.getItem(key)] as const);
      inner.reset();
      for (const [key, value] of kept) if (value) inner.setItem(key, value);
    },
  };
}

export function storedLocale(): unknown {
  return store.getItem(LOCALE);
}
