import { localStorageStore, type Store } from "react-admin";

const LOCALE = "locale";
/** The version of Darkroom that was last seen in this browser. */
export const VERSION_SEEN = "versionSeen";

/** What signing out does not forget. */
const KEPT = [LOCALE, VERSION_SEEN, "accounts.savedQueries"];

/** What react-admin remembers in this browser. */
export const store: Store = keeping(KEPT, localStorageStore());

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
